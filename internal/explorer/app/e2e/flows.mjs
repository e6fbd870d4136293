// The ways through the explorer, as people go them.
import assert from "node:assert/strict";
import { go, page, settled } from "./browser.mjs";

/** The checks of the ways, by name. */
export const flows = [
  ["the first view is there within a second", firstView],
  ["the back button and a permalink show the same", backAndPermalink],
];

async function with_(b, options, work) {
  const p = await page(b, options);
  try {
    await work(p);
    assert.deepEqual(p.trouble, [], "nothing is blocked, broken or loaded from elsewhere");
  } finally {
    await p.context().close();
  }
}

function firstView(b) {
  return with_(b, {}, async (p) => {
    const begun = performance.now();
    await go(b, p, "/");
    const took = performance.now() - begun;
    const { bytes, shift } = await p.evaluate(() => ({
      bytes: performance.getEntriesByType("resource").filter((r) => /\/explorer\//.test(r.name)).reduce((n, r) => n + r.encodedBodySize, 0),
      shift: performance.getEntriesByType("layout-shift").reduce((n, e) => n + e.value, 0),
    }));
    console.log(`        ${Math.round(took)} ms, ${Math.round(bytes / 1000)} kB of the explorer's own, layout shift ${shift.toFixed(3)}`);
    assert.ok(bytes < 250_000, "what the first page loads is under 250 kB, compressed");
  });
}

function backAndPermalink(b) {
  return with_(b, {}, async (p) => {
    await go(b, p, "/");
    await p.keyboard.press("/");
    await p.keyboard.type("taliban pakistan");
    await p.waitForSelector('[role="option"]');
    await p.keyboard.press("ArrowDown");
    await p.keyboard.press("Enter");
    await p.waitForURL("**/entity/**");
    await settled(p);
    const [at, heading] = [p.url(), await p.textContent("main h1")];
    await p.goBack();
    await p.waitForFunction(() => location.pathname === "/");
    await p.goForward();
    await settled(p);
    assert.equal(await p.textContent("main h1"), heading);
    const other = await page(b);
    await other.goto(at);
    await settled(other);
    assert.equal(await other.textContent("main h1"), heading);
    await other.context().close();
  });
}
