// A browser that tells of everything that goes wrong while a page is worked with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Opens a browser that loads nothing but what is served at base. */
export async function open(base, executablePath, pictures) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  return { base, browser, pictures, close: () => browser.close() };
}

/**
 * A page in a context of its own, with what went wrong in `trouble`. Options are those of the context, such as viewport and colorScheme;
 * with `mayMiss` it may ask in vain.
 */
export async function page(b, options = {}) {
  const { mayMiss = false, ...rest } = options;
  const context = await b.browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: false, ...rest });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: b.base });
  const p = await context.newPage();
  p.trouble = [];
  p.on("console", (m) => m.type() === "error" && !(mayMiss && /Failed to load resource|ERR_CONNECTION/.test(m.text())) && p.trouble.push(m.text()));
  p.on("pageerror", (e) => p.trouble.push(String(e)));
  p.on("request", (r) => /^(data|blob):/.test(r.url()) || r.url().startsWith(b.base) || p.trouble.push(`loaded from elsewhere: ${r.url()}`));
  return p;
}

/** Works with a page of its own, in which nothing may be blocked, broken or loaded from elsewhere. */
export async function working(b, options, work) {
  const p = await page(b, options);
  try {
    await work(p);
    assert.deepEqual(p.trouble, [], "nothing is blocked, broken or loaded from elsewhere");
  } finally {
    await p.context().close();
  }
}

/** Asks the server, for what a check is to be about: no check knows of whom the data is. */
export async function asked(b, query) {
  const response = await fetch(`${b.base}/graphql`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ query }) });
  const { data, errors } = await response.json();
  assert.equal(errors, undefined, "what a check is about can be asked");
  return data;
}

/** Goes to an address of the explorer and waits until everything that it asks is answered. */
export async function go(b, p, path) {
  await p.goto(b.base + path);
  await settled(p);
}

/** Waits until nothing is on its way. */
export async function settled(p) {
  await p.waitForSelector("main h1", { state: "attached" });
  await p.waitForFunction(() => !document.querySelector('main [aria-busy="true"]'));
}

/** What axe finds serious or critical on a page. Its script is run outside the page's policy, as an extension's is. */
export async function serious(p) {
  const session = await p.context().newCDPSession(p);
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression: `${axe}; axe.run(document, { resultTypes: ["violations"] }).then((r) => JSON.stringify(r.violations
      .filter((v) => v.impact === "serious" || v.impact === "critical")
      .map((v) => v.id + ": " + v.nodes.slice(0, 4).map((n) => n.target.join(" ") + " (" + n.failureSummary.replace(/\\s+/g, " ").slice(0, 160) + ")").join("; "))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  assert.equal(exceptionDetails, undefined, "axe runs");
  await session.detach();
  return JSON.parse(result.value);
}

/** Whether the page can be scrolled sideways. */
export function overflows(p) {
  return p.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
