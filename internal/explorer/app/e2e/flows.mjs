// The ways through the explorer, as people go them.
import assert from "node:assert/strict";
import { asked, go, page, settled, working } from "./browser.mjs";

/** The checks of the ways, by name. */
export const flows = [
  ["the first view: what it loads, and that nothing jumps", firstView],
  ["the back button and a permalink show the same", backAndPermalink],
  ["by keyboard alone: find somebody, see who says what of them, read both sides, export", keyboard],
  ["names, gists and labels of others are shown as text, and nothing in them runs", hostile],
];

function firstView(b) {
  return working(b, {}, async (p) => {
    await p.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((seen) => seen.getEntries().forEach((e) => e.hadRecentInput || (window.shift += e.value))).observe({ type: "layout-shift", buffered: true });
    });
    const begun = performance.now();
    await go(b, p, "/");
    const took = performance.now() - begun;
    const { bytes, shift, supported } = await p.evaluate(() => ({
      bytes: performance.getEntriesByType("resource").filter((r) => /\/explorer\//.test(r.name)).reduce((n, r) => n + r.encodedBodySize, 0),
      shift: window.shift,
      supported: PerformanceObserver.supportedEntryTypes.includes("layout-shift"),
    }));
    console.log(`        all of it after ${Math.round(took)} ms, ${Math.round(bytes / 1000)} kB of the explorer's own, layout shift ${shift.toFixed(3)}`);
    assert.ok(bytes > 0 && bytes < 250_000, `what the first page loads is ${bytes} bytes, and is to be under 250 kB`);
    assert.ok(supported && shift < 0.1, `the page jumps by ${shift}`); // less than 0.1 is "good" by web.dev/articles/cls
  });
}

/** Finds an entity by the search, with the keyboard, and returns when its page is there. */
async function find(p, name) {
  await p.keyboard.press("/");
  await p.keyboard.type(name);
  await p.waitForSelector('[role="option"]:not([aria-disabled])');
  await p.keyboard.press("ArrowDown");
  await p.keyboard.press("Enter");
  await p.waitForURL("**/entity/**");
  await settled(p);
}

async function backAndPermalink(b) {
  const { entities } = await asked(b, "{ entities(orderBy: {by: DEGREE, direction: DESC}, first: 1) { nodes { name } } }");
  await working(b, {}, async (p) => {
    await go(b, p, "/");
    await find(p, entities.nodes[0].name);
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

const mostTabs = 600;

/** Goes on with the tabulator until the element that has the keyboard fits. */
async function tabTo(p, what, fits) {
  for (let i = 0; i < mostTabs; i++) {
    await p.keyboard.press("Tab");
    if (await p.evaluate(fits.test, fits.value)) return;
  }
  assert.fail(`the tabulator does not lead to ${what}`);
}

async function keyboard(b) {
  const { relationships } = await asked(b, "{ relationships(filter: {status: [CONTESTED]}, first: 1) { nodes { from { name } type { label } to { name key } claims { nodes { polarity gist } } } } }");
  const [r] = relationships.nodes;
  await working(b, {}, async (p) => {
    await go(b, p, "/");
    await find(p, r.to.name);
    assert.equal(new URL(p.url()).pathname, `/entity/${encodeURIComponent(r.to.key)}`);
    await tabTo(p, "the row of a contested relationship", { test: (label) => document.activeElement.getAttribute("aria-label") === label, value: `Claims: ${r.from.name} ${r.type.label} ${r.to.name}` });
    await p.keyboard.press("Enter");
    await p.waitForSelector(".inside .claim");
    await settled(p);
    const inside = await p.textContent(".inside");
    for (const polarity of ["AFFIRMED", "NEGATED"]) {
      const said = r.claims.nodes.find((c) => c.polarity === polarity);
      if (said) assert.ok(inside.includes(said.gist), `what is ${polarity.toLowerCase()} is read: ${said.gist}`);
    }
    await p.keyboard.press("t");
    await p.waitForSelector("dialog tbody th a");
    await tabTo(p, "the export as csv", { test: (name) => document.activeElement.closest("dialog") !== null && document.activeElement.textContent === name, value: "csv" });
    const [download] = await Promise.all([p.waitForEvent("download"), p.keyboard.press("Enter")]);
    assert.match(download.url(), /\/export\/csv\?around=/);
  });
}

/** The most characters of a name that are looked for: of a longer one the page may show a part. */
const shown = 40;

async function hostile(b) {
  const { entities } = await asked(b, "{ entities(first: 20) { nodes { key name } } }");
  await working(b, {}, async (p) => {
    for (const e of entities.nodes) {
      await go(b, p, `/entity/${encodeURIComponent(e.key)}`);
      const heading = await p.textContent("main h1");
      const flat = (text) => text.replace(/\s+/g, " ");
      assert.ok(flat(heading).includes(flat(e.name).slice(0, shown)), `${e.key} is called ${JSON.stringify(e.name)}, and headed ${JSON.stringify(heading)}`);
      assert.equal(await p.locator("main h1 b, main h1 script, main h1 img").count(), 0, "no name becomes markup");
    }
  });
}
