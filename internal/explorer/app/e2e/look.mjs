// Conditions, what is taken away, and keys, as people use them from any page.
import assert from "node:assert/strict";
import { asked, go, overflows, serious, settled, working } from "./browser.mjs";

/** The checks of what stands around every page, by name. */
export const around = [
  ["conditions are set by keyboard alone, undone and done again, and a permalink has them", conditions],
  ["the panel of conditions and the dialogs: nothing serious, wide, narrow and dark", everywhere],
  ["every format is offered, and every export of a page is there", exports],
  ["a question of a page opens in GraphiQL", graphiql],
  ["keys do nothing while somebody writes, and can be switched off", keys],
  ["changed data is told, and asked anew when it is wanted", changed],
  ["on paper a page has its address and conditions, its lines are as wide as it is, and nothing to press", paper],
  ["what a condition does not take is told", misread],
  ["a server that goes away is told, and what was asked in vain is asked again when it is back", away],
];

const query = (p) => new URL(p.url()).searchParams;

function conditions(b) {
  return working(b, {}, async (p) => {
    await go(b, p, "/relationships");
    await p.keyboard.press("v");
    await p.waitForSelector(".look-panel");
    const status = p.locator("summary", { hasText: "Status" });
    await status.focus();
    await p.keyboard.press("Enter");
    await p.getByRole("checkbox", { name: "contested" }).focus();
    await p.keyboard.press("Space");
    await p.waitForURL(/status=contested/);
    await p.getByRole("checkbox", { name: "denied" }).focus();
    await p.keyboard.press("Space");
    await p.waitForURL(/status=contested%2Cdenied/);
    await p.keyboard.press("Escape");
    assert.match(await p.evaluate(() => document.activeElement.textContent), /^Conditions \(2\)/, "the focus is back where it was");
    await p.keyboard.press("Control+z");
    await p.waitForFunction(() => !location.search.includes("denied"));
    await p.keyboard.press("Control+Shift+Z");
    await p.waitForFunction(() => location.search.includes("denied"));
    await p.getByRole("link", { name: /^Take back: only contested/ }).click();
    await settled(p);
    assert.equal(query(p).get("status"), "denied");
    await p.reload();
    await settled(p);
    await p.keyboard.press("Control+z");
    await p.waitForFunction(() => location.search.includes("contested"));
  });
}

async function everywhere(b) {
  for (const options of [{}, { viewport: { width: 360, height: 740 } }, { colorScheme: "dark" }]) {
    await working(b, options, async (p) => {
      await go(b, p, "/relationships?status=stated,contested&rollup=parts&modality=asserted&min-origins=1&valid-at=2020/..");
      await p.keyboard.press("v");
      await p.waitForSelector(".look-panel");
      const closed = p.locator(".look-panel details:not([open]) > summary");
      while ((await closed.count()) > 0) await closed.first().click();
      await p.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
      assert.ok(!(await overflows(p)), "the panel is not wider than the page");
      assert.deepEqual(await serious(p), [], "axe on the panel");
      await p.screenshot({ path: `${b.pictures}/conditions-${options.colorScheme ?? options.viewport?.width ?? "wide"}.png`, fullPage: true });
      await p.keyboard.press("v");
      await go(b, p, "/relationships");
      for (const key of ["t", "?"]) {
        await p.keyboard.press(key);
        await p.waitForSelector("dialog[open]");
        await p.waitForFunction(() => !document.querySelector('dialog [aria-busy="true"]'));
        assert.deepEqual(await serious(p), [], `axe on the dialog of ${key}`);
        await p.keyboard.press("Escape");
        await p.waitForSelector("dialog[open]", { state: "detached" });
      }
    });
  }
}

function exports(b) {
  return working(b, {}, async (p) => {
    const { entities, sources } = await asked(b, "{ entities(orderBy: {by: DEGREE, direction: DESC}, first: 2) { nodes { key } } sources(first: 1) { nodes { key } } }");
    const [one, other] = entities.nodes.map((e) => e.key);
    for (const path of [`/entity/${one}?status=stated`, `/dyad/${one}/${other}`, `/paths?from=${one}&to=${other}&max-length=2`, `/source/${sources.nodes[0].key}`, `/graph?around=${one}`, "/claims?voice=SELF"]) {
      await go(b, p, path);
      await p.keyboard.press("t");
      await p.waitForSelector("dialog tbody th a");
      const links = await p.locator("dialog a[href^='/export/']").evaluateAll((all) => all.map((a) => a.href));
      const known = (await (await fetch(`${b.base}/export`)).json()).formats.map((f) => f.name);
      for (const name of known) assert.ok(links.some((l) => new URL(l).pathname === `/export/${name}`), `${name} is offered on ${path}`);
      for (const link of links.filter((l) => /\/export\/(csv|bibtex|graphml)\??/.test(l) && !l.includes("manifest"))) {
        const got = await fetch(link);
        assert.equal(got.status, 200, `${link}: ${got.status === 200 ? "" : await got.text()}`);
      }
      await p.keyboard.press("Escape");
    }
  });
}

function graphiql(b) {
  return working(b, {}, async (p) => {
    await go(b, p, "/relationships?status=contested");
    await p.keyboard.press("t");
    const question = p.locator("dialog details", { has: p.locator("summary", { hasText: /^RelationshipsPage$/ }) });
    await question.locator("summary").click();
    await question.getByRole("button", { name: "Copy curl" }).click();
    assert.match(await p.evaluate(() => navigator.clipboard.readText()), /^curl -s http.*\/graphql -H .*CONTESTED/);
    const [opened] = await Promise.all([p.waitForEvent("popup"), question.getByRole("link", { name: /Open in GraphiQL/ }).click()]);
    await opened.waitForSelector(".graphiql-execute-button");
    await opened.waitForFunction(() => document.querySelector(".graphiql-query-editor")?.textContent.includes("query RelationshipsPage"));
    await opened.click(".graphiql-execute-button");
    await opened.waitForFunction(() => document.querySelector(".result-window")?.textContent.includes('"data"'));
    await opened.close();
  });
}

function keys(b) {
  return working(b, {}, async (p) => {
    await go(b, p, "/sources");
    await p.keyboard.press("/");
    await p.keyboard.type("gpv?");
    assert.match(p.url(), /\/sources$/, "letters of a search go nowhere");
    assert.equal(await p.locator("dialog[open], .look-panel").count(), 0);
    await p.keyboard.press("Escape");
    await p.evaluate(() => document.activeElement.blur());
    await p.keyboard.press("?");
    await p.getByRole("checkbox", { name: "Single letters do something" }).click();
    await p.keyboard.press("Escape");
    await p.keyboard.press("g");
    await p.keyboard.press("p");
    assert.match(p.url(), /\/sources$/, "switched off, letters do nothing");
    await p.getByRole("button", { name: "Keys" }).click();
    await p.getByRole("checkbox", { name: "Single letters do something" }).click();
    await p.keyboard.press("Escape");
    await p.evaluate(() => document.activeElement.blur());
    await p.keyboard.press("g");
    await p.keyboard.press("p");
    await p.waitForURL("**/paths");
    await p.waitForFunction(() => document.title.startsWith("Paths"));
  });
}

function changed(b) {
  return working(b, {}, async (p) => {
    let more = 0;
    const names = [];
    await p.route("**/graphql", async (route) => {
      const { operationName } = route.request().postDataJSON();
      names.push(operationName);
      const response = await route.fetch();
      if (operationName !== "ServerData") return route.fulfill({ response });
      const body = await response.json();
      body.data.server.data.transaction += more;
      return route.fulfill({ response, json: body });
    });
    await go(b, p, "/sources");
    await p.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
    more = 1;
    await p.evaluate(() => dispatchEvent(new Event("focus")));
    await p.waitForSelector("text=The data has changed since this was asked");
    const before = names.filter((n) => n === "SourcesPage").length;
    await p.getByRole("button", { name: "Ask anew" }).click();
    await p.waitForSelector("text=The data has changed since this was asked", { state: "detached" });
    await settled(p);
    assert.ok(names.filter((n) => n === "SourcesPage").length > before, "what is shown was asked anew");
  });
}

async function paper(b) {
  const { entities } = await asked(b, "{ entities(orderBy: {by: DEGREE, direction: DESC}, first: 1) { nodes { key } } }");
  await working(b, { viewport: { width: 720, height: 1000 } }, async (p) => {
    await go(b, p, `/entity/${entities.nodes[0].key}?modality=asserted`);
    await p.emulateMedia({ media: "print" });
    const printed = await p.locator(".printed").innerText();
    assert.ok(printed.includes(p.url()) && /asserted/.test(printed), printed);
    assert.ok(!(await overflows(p)), "nothing is cut off");
    const narrow = await p.locator("main .line").evaluateAll((lines) => lines.filter((l) => l.clientWidth < 400).length);
    assert.equal(narrow, 0, "lines that are squeezed");
    assert.equal(await p.locator("button:visible, input:visible").count(), 0);
    await p.screenshot({ path: `${b.pictures}/paper.png`, fullPage: true });
  });
}

function misread(b) {
  return working(b, { mayMiss: true }, async (p) => {
    await go(b, p, "/claims?polarity=maybe");
    assert.match(await p.textContent("header"), /not understood, and left out: polarity=maybe/);
    await go(b, p, "/claims?valid-at=20x");
    await p.keyboard.press("v");
    await p.waitForSelector(".look-panel [role=alert]:has-text('20x')");
  });
}

function away(b) {
  return working(b, { mayMiss: true }, async (p) => {
    await go(b, p, "/sources");
    const gone = (route) => route.abort("connectionrefused");
    await p.route(/\/(graphql|readyz)$/, gone);
    await p.keyboard.press("g");
    await p.keyboard.press("b");
    await p.waitForSelector('[role="alert"]:has-text("The server does not answer")');
    await p.unroute(/\/(graphql|readyz)$/, gone);
    await p.waitForSelector('[role="alert"]:has-text("The server does not answer")', { state: "detached" });
    await settled(p);
    assert.equal(await p.locator("main .fault").count(), 0, "the page has its answer");
  });
}
