// Opens GraphiQL in a browser as its user would: runs the first question, writes another with completion, opens every part. It fails
// on what the content security policy blocks, on whatever is loaded from elsewhere, and on errors of the page.
//
//   node check.js BASE BROWSER [SCREENSHOT]
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const [base, executablePath, screenshot] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] }); // it opens nothing but base
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 850 } });
  const trouble = [];
  page.on("console", (m) => m.type() === "error" && trouble.push(m.text()));
  page.on("pageerror", (e) => trouble.push(String(e)));
  page.on("request", (r) => /^(data|blob):/.test(r.url()) || r.url().startsWith(base) || trouble.push(`loaded from elsewhere: ${r.url()}`));

  await page.goto(`${base}/graphiql`);
  await run(page, '"totalCount"');
  const answer = await page.textContent(".result-window");
  assert.match(answer, /"shelters"/, "the first question shows who shelters whom");
  if (screenshot) await page.screenshot({ path: screenshot });

  await page.click('[aria-label="New tab"]');
  await page.click(".graphiql-query-editor .CodeMirror");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("{ server { bui");
  await page.keyboard.press("Control+Space");
  await page.waitForFunction(() => document.querySelector(".graphiql-query-editor").textContent.includes("build")); // the one that fits
  await page.keyboard.type(" { goVersion } version"); // the editor closes the brackets
  await run(page, '"goVersion"');

  await page.click('[aria-label="Show Documentation Explorer"]');
  await page.waitForSelector('.graphiql-doc-explorer:has-text("Root Types")');
  await page.click('[aria-label="Show History"]');
  await page.waitForSelector('.graphiql-history:has-text("WhoSheltersWhom")');
  for (const dialog of ["Open short keys dialog", "Open settings dialog"]) {
    await page.click(`[aria-label="${dialog}"]`);
    await page.waitForSelector('[role="dialog"]');
    await page.keyboard.press("Escape");
    await page.waitForSelector('[role="dialog"]', { state: "detached" });
  }
  assert.deepEqual(trouble, [], "nothing is blocked, broken or loaded from elsewhere");
  console.log(`GraphiQL works under its policy in Chromium ${browser.version()}`);
} finally {
  await browser.close();
}

// run runs what is in the editor until the answer has the given text: the editor hands on what was typed a moment later.
async function run(page, text) {
  for (let tries = 0; ; tries++) {
    await page.click(".graphiql-execute-button");
    try {
      await page.waitForFunction((t) => document.querySelector(".result-window")?.textContent.includes(t), text, { timeout: 1000 });
      return;
    } catch (late) {
      if (tries === 10) throw late;
    }
  }
}
