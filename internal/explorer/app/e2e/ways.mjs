// What the pages are for, looked at in the browser: each check holds what a page shows against what the API answers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { asked, go, settled, working } from "./browser.mjs";

/** The checks of what pages show, by name. */
export const ways = [
  ["a graph: what would come is counted before it comes, a line opens to its claims, and the picture is saved", graph],
  ["a line is pressed in the picture of a graph", pressed],
  ["the sides of a contradiction stand next to each other, each with who says so", sides],
  ["a path names the hop that it hangs on", paths],
  ["without a source: what is lost and what changes is counted as the API counts it", without],
  ["a pair: its history in time can be saved, and says what is uncertain", pair],
  ["a text leads to what rests on it, and a claim to its words", bothWays],
];

const actors = async (b, n) => (await asked(b, `{ entities(filter: {classes: [ACTOR]}, orderBy: {by: DEGREE, direction: DESC}, first: ${n}) { nodes { key name } } }`)).entities.nodes;

async function graph(b) {
  const [, , , one] = await actors(b, 4); // not the best connected: something is left to come
  await working(b, {}, async (p) => {
    await go(b, p, `/graph?around=${one.key}`);
    await p.getByText("Laying out").waitFor({ state: "detached" });
    const counted = async () => Number(/(\d+) entit/.exec(await p.locator(".summary").innerText())[1]);
    const before = await counted();
    await p.getByRole("link", { name: /^Expand around/ }).first().click();
    await settled(p);
    const add = p.getByRole("button", { name: /^Add \d+ entit/ });
    const coming = Number(/\d+/.exec(await add.innerText())[0]);
    assert.ok(coming > 0, "what would come is told before it comes");
    await add.click();
    await p.waitForFunction(([n]) => document.querySelector(".summary").innerText.startsWith(`${n} `), [before + coming]);
    await p.getByRole("link", { name: /^Evidence:/ }).first().click();
    await p.locator(".panel .claim").first().waitFor();
    assert.ok((await p.locator(".panel .claim .who").count()) > 0, "who says so stands at each claim");
    for (const [kind, begins] of [["PNG", "\u0089PNG"], ["SVG", "<svg "]]) {
      const [download] = await Promise.all([p.waitForEvent("download"), p.getByRole("button", { name: `Save ${kind}` }).click()]);
      const file = readFileSync(await download.path(), "latin1");
      assert.ok(file.startsWith(begins), `${download.suggestedFilename()} begins with ${JSON.stringify(file.slice(0, 8))}`);
    }
    await p.goBack();
    await settled(p);
    await p.goBack();
    await p.waitForFunction(([n]) => document.querySelector(".summary").innerText.startsWith(`${n} `), [before]);
  });
}

async function pressed(b) {
  const { relationships } = await asked(b, "{ relationships(filter: {status: [CONTESTED, STATED, CORROBORATED]}, first: 1) { nodes { from { key } to { key } } } }");
  const [{ from, to }] = relationships.nodes;
  await working(b, {}, async (p) => {
    await go(b, p, `/graph?around=${from.key},${to.key}&depth=0`);
    await p.getByText("Laying out").waitFor({ state: "detached" });
    await p.waitForTimeout(500); // the window glides to where all is seen
    const box = await p.locator(".place").boundingBox();
    const chosen = () => new URL(p.url()).searchParams.get("selected") ?? "";
    // Of two that are alone all lines cross the straight one between them, in the middle of the window: it is felt for across.
    for (let off = 0; off < 160 && !/^[0-9a-f-]{36}$/.test(chosen()); off += 3) {
      for (const [dx, dy] of [[0, off], [0, -off], [off, 0], [-off, 0]]) {
        await p.mouse.click(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy);
        if (/^[0-9a-f-]{36}$/.test(chosen())) break;
      }
    }
    assert.match(chosen(), /^[0-9a-f-]{36}$/, "a line was pressed");
    await p.locator(".panel .claim").first().waitFor();
  });
}

function sides(b) {
  return working(b, {}, async (p) => {
    const { contradictions } = await asked(b, "{ contradictions(first: 1) { nodes { id sides { says claims { id } } } } }");
    const [c] = contradictions.nodes;
    await go(b, p, `/contradiction/${c.id}`);
    const shown = p.locator(".contradiction .of");
    assert.equal(await shown.count(), c.sides.length);
    const [one, other] = [await shown.nth(0).boundingBox(), await shown.nth(1).boundingBox()];
    assert.ok(Math.abs(one.y - other.y) < 4 && other.x >= one.x + one.width, "the second side is right beside the first");
    for (const [i, side] of c.sides.entries()) {
      assert.ok((await shown.nth(i).innerText()).includes(side.says), side.says);
      assert.equal(await shown.nth(i).locator(".claim").count(), side.claims.length);
    }
  });
}

async function paths(b) {
  const all = await actors(b, 8);
  for (const other of all.slice(1)) {
    const query = `{ paths(from: "${all[0].key}", to: "${other.key}", maxLength: 3) { nodes { length hops { weakest relationship { type { label } } } } } }`;
    const path = (await asked(b, query)).paths.nodes.find((x) => x.length > 1);
    if (!path) continue;
    return working(b, {}, async (p) => {
      await go(b, p, `/paths?from=${all[0].key}&to=${other.key}&max-length=3`);
      assert.ok((await p.getByText(/hangs on:/).count()) > 0, "a path of several hops says what it hangs on");
      assert.ok((await p.locator("li.weak .tag", { hasText: "weakest hop" }).count()) > 0);
    });
  }
  assert.fail("no two of the best connected actors have a path of several hops");
}

function without(b) {
  return working(b, {}, async (p) => {
    const { sources } = await asked(b, "{ sources(first: 1) { nodes { key } } }");
    const [{ key }] = sources.nodes;
    const { sensitivity: s } = await asked(b, `{ sensitivity(without: {sources: ["${key}"]}) { lost { totalCount } changed { totalCount } gained { totalCount } unchanged } }`);
    await go(b, p, `/sensitivity?leave-source=${key}`);
    await p.getByText(`${s.lost.totalCount} lost, ${s.changed.totalCount} changed, ${s.gained.totalCount} gained, ${s.unchanged} unchanged`).waitFor({ state: "attached" });
  });
}

async function pair(b) {
  const { relationships } = await asked(b, "{ relationships(filter: {status: [CONTESTED]}, first: 30) { nodes { from { key } to { key } } } }");
  const ends = relationships.nodes.filter((r) => r.to);
  const timelines = await asked(b, `{ ${ends.map((r, i) => `p${i}: dyad(a: "${r.from.key}", b: "${r.to.key}") { timeline(first: 1) { totalCount } }`).join(" ")} }`);
  const dated = ends.find((_, i) => timelines[`p${i}`].timeline.totalCount > 0);
  assert.ok(dated, "none of the contested relationships is dated");
  await working(b, {}, async (p) => {
    await go(b, p, `/dyad/${dated.from.key}/${dated.to.key}`);
    await p.getByRole("button", { name: /^Save the drawing/ }).waitFor();
    for (const heading of ["In time", "Changes", "Who holds what", /^Contradictions/, /^Who is said to go between/]) await p.getByRole("heading", { name: heading }).first().waitFor();
    const [download] = await Promise.all([p.waitForEvent("download"), p.getByRole("button", { name: /^Save the drawing/ }).click()]);
    assert.match(readFileSync(await download.path(), "utf8"), /^<svg [\s\S]*<\/svg>/);
  });
}

async function bothWays(b) {
  const { sources } = await asked(b, "{ sources(filter: {textLoaded: true}, first: 1) { nodes { key claims(first: 1) { nodes { id gist evidence { parts { start } } } } } } }");
  if (sources.nodes.length === 0) return console.log("        skipped: the server has no text of a source");
  const [source] = sources.nodes;
  await working(b, {}, async (p) => {
    await go(b, p, `/source/${source.key}`);
    await p.getByRole("link", { name: "Mark its words" }).first().click();
    await p.locator(".words .marked").first().waitFor();
    await p.locator(".words .marked").first().press("Enter");
    await p.getByRole("heading", { name: "What rests on this place" }).waitFor();
    const marked = new URL(p.url()).searchParams.get("at");
    assert.match(await p.locator(".claims [role=status]").innerText(), new RegExp(`on character ${marked}`));
    assert.ok((await p.locator(".claims [data-claim]").count()) > 0, "what rests on the words is listed");
  });
}
