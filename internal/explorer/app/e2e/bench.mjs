// How fast the explorer is. Each figure is the median of several visits, each with nothing kept from the one before.
//
//   node e2e/bench.mjs BASE BROWSER first|graph|table
import { open, page, settled } from "./browser.mjs";

const [base, executablePath, what] = process.argv.slice(2);
const visits = 5;
const b = await open(base, executablePath);
try {
  await { first, graph, table }[what]();
} finally {
  await b.close();
}

async function first() {
  await several("first view", "/", settled, (p) =>
    p.evaluate(() => ({
      "largest paint, ms": window.dyadPaint,
      "all answered, ms": performance.now(),
      "moved while loading": window.dyadShift,
      "loaded, kB": performance.getEntriesByType("resource").filter((r) => r.name.includes("/explorer/")).reduce((n, r) => n + r.encodedBodySize, 0) / 1000,
    })));
}

async function graph() {
  await several("300 entities, 900 relationships", "/graph?around=actor-0", laidOut, (p) =>
    p.evaluate(() => ({
      "laid out, ms": performance.getEntriesByName("dyad layout")[0].duration,
      "on the screen after opening, ms": performance.now(),
      "longest that input waited, ms": Math.max(0, ...window.dyadTasks),
    })));
}

async function laidOut(p) {
  await settled(p);
  await p.waitForFunction(() => performance.getEntriesByName("dyad layout").length > 0);
  await p.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

async function table() {
  await several("5,000 claims, scrolled to the end", "/claims", settled, (p) => p.evaluate(scrolled));
}

/** Scrolls 400 pixels a frame until all there is has come, and says how long frames took. Run in the page. */
async function scrolled() {
  const frames = [];
  const end = performance.now() + 120_000;
  const rows = () => document.querySelectorAll('main [role="row"]').length;
  const all = Number(document.querySelector('main [role="table"]').getAttribute("aria-rowcount"));
  let last = performance.now();
  while (performance.now() < end) {
    const before = scrollY;
    scrollBy(0, 400);
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - last);
    if (scrollY === before) {
      if (rows() >= all) break;
      await new Promise((done) => setTimeout(done, 20)); // waits for the server: no frame of the page
    }
    last = performance.now();
  }
  frames.sort((x, y) => x - y);
  const at = (share) => frames[Math.min(frames.length - 1, Math.floor(frames.length * share))];
  return { "rows": rows(), "median frame, ms": at(0.5), "99th percentile, ms": at(0.99), "longest frame, ms": at(1) };
}

/** Visits an address several times and prints the median of each figure that `figures` reads, with the least and the most. */
async function several(name, path, ready, figures) {
  const all = [];
  for (let i = 0; i < visits; i++) {
    const p = await page(b);
    await p.goto("about:blank");
    await p.addInitScript(watched);
    await p.goto(base + path);
    await ready(p);
    all.push(await figures(p));
    await p.context().close();
  }
  for (const figure of Object.keys(all[0])) {
    const values = all.map((one) => one[figure]).sort((x, y) => x - y);
    const [least, median, most] = [values[0], values[Math.floor(visits / 2)], values.at(-1)].map((v) => Number(v.toPrecision(3)));
    console.log([name, figure, median, `${least} to ${most}`].join("\t"));
  }
}

/** Notes what a browser tells of paints, shifts and long tasks. Run in the page before anything else. */
function watched() {
  [window.dyadPaint, window.dyadShift, window.dyadTasks] = [0, 0, []];
  const watch = (type, note) => new PerformanceObserver((l) => l.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (e) => (window.dyadPaint = e.startTime));
  watch("layout-shift", (e) => (window.dyadShift += e.value));
  watch("longtask", (e) => window.dyadTasks.push(e.duration));
}
