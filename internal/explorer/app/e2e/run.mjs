// Works with the explorer in a browser: every page, and the ways through it. It fails on what the policy blocks, on errors of a page, on what
// is loaded from elsewhere, and on what axe finds serious. Pictures of the pages are put into a folder, to be looked at.
//
//   node e2e/run.mjs BASE BROWSER PICTURES [ONLY]    ONLY is a regular expression of the names of checks; DYAD_TOKEN is a curator's token, if
//                                                    curating is to be checked too
import { comparing } from "./agreement.mjs";
import { annotating } from "./annotate.mjs";
import { open } from "./browser.mjs";
import { curating } from "./curate.mjs";
import { flows } from "./flows.mjs";
import { around } from "./look.mjs";
import { everyPage } from "./pages.mjs";
import { ways } from "./ways.mjs";

const [base, executablePath, pictures, only = ""] = process.argv.slice(2);
const b = await open(base, executablePath, pictures);
const failed = [];
let passed = 0;
try {
  for (const [name, check] of [...(await everyPage(b)), ...flows, ...ways, ...around, ...annotating, ...comparing, ...curating].filter(([name]) => new RegExp(only).test(name))) {
    const begun = performance.now();
    try {
      await check(b);
      passed++;
      console.log(`ok      ${name} (${Math.round(performance.now() - begun)} ms)`);
    } catch (e) {
      failed.push(name);
      console.log(`FAILED  ${name}\n${String(e.stack ?? e).replace(/^/gm, "        ")}`);
    }
  }
} finally {
  await b.close();
}
console.log(`the explorer in Chromium: ${passed} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
