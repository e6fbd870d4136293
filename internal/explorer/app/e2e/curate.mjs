// Curating in a browser: each change is seen before it is made, made, and taken back, so that the data is as it was.
import assert from "node:assert/strict";
import { asked, go, overflows, serious, settled, working } from "./browser.mjs";

const token = process.env.DYAD_TOKEN ?? "";

/** The checks of curating, by name; none where no token was given. */
export const curating = token === "" ? [] : [
  ["a wrong token is told, and a right one shows what can be changed", signedIn],
  ["a claim is retracted and comes back", retracted],
  ["a key that is no key is refused at its field, and what was meant is a press away", meant],
  ["what was written stays while another page is looked at", stays],
  ["a token that is taken away, and an answer that never comes, lose nothing", cutOff],
  ["a claim is corrected, though somebody else was faster", corrected],
  ["two entities are merged, and parted by undoing", merged],
  ["an entity gets names, and a wrong one is refused at its field", named],
  ["a verdict stands beside a contradiction", judged],
  ["an annotation is loaded, as it was seen before, and taken back", loaded],
  ["the forms of curators: nothing serious, wide, narrow and dark", looked],
];

async function take(p) {
  await p.getByLabel("Your token").fill(token);
  await p.getByRole("button", { name: "Curate", exact: true }).click();
  await p.getByLabel("Your token").waitFor({ state: "detached" });
  await settled(p);
}

async function previewed(p, why) {
  await p.getByLabel("Why").fill(why);
  await p.getByRole("button", { name: "Preview" }).click();
  await p.getByRole("heading", { name: "What it would do" }).waitFor();
}

/** Makes what was seen, and returns the number of the transaction. */
async function made(p, does) {
  await p.getByRole("button", { name: does }).click();
  const done = p.locator(".made");
  await done.waitFor();
  return Number(/transaction (\d+)/.exec(await done.innerText())[1]);
}

async function undone(p) {
  await p.getByRole("link", { name: "Undo it" }).click();
  await p.getByRole("heading", { name: /^Undo transaction/ }).waitFor();
  await previewed(p, "As it was.");
  return made(p, "Undo it");
}

const someClaim = "{ relationships(filter: {status: [CONTESTED]}, first: 1) { nodes { claims(first: 1) { nodes { id gist modality } } } } }";
const aClaim = async (b) => (await asked(b, someClaim)).relationships.nodes[0].claims.nodes[0];

function signedIn(b) {
  return working(b, {}, async (p) => {
    const { id } = await aClaim(b);
    await go(b, p, "/curate");
    await p.getByLabel("Your token").fill("dyad_…");
    await p.getByRole("button", { name: "Curate", exact: true }).click();
    await p.waitForSelector("text=not one as it was shown");
    await p.getByLabel("Your token").fill("dyad_of-nobody");
    p.trouble = []; // the browser tells of the answer 401, which is meant here
    await p.getByRole("button", { name: "Curate", exact: true }).click();
    await p.waitForSelector("text=No curator of this server has this token");
    p.trouble.length = 0;
    await take(p);
    await p.getByRole("link", { name: "Undo transaction 1", exact: true }).waitFor();
    await p.keyboard.press("Escape");
    await p.evaluate(() => document.activeElement?.blur());
    await p.keyboard.press("g");
    await p.keyboard.press("c");
    await p.getByRole("link", { name: "Judge it" }).first().waitFor();
    await p.getByRole("link", { name: "You curate" }).waitFor();
    await go(b, p, `/claim/${id}`);
    assert.equal(await p.getByRole("link", { name: "Retract" }).count(), 0, "loaded anew, the page has no token");
    assert.deepEqual(await p.evaluate(() => [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })].filter((s) => s.includes("dyad_"))), [], "no token is stored");
  });
}

function retracted(b) {
  return working(b, {}, async (p) => {
    const { id } = await aClaim(b);
    await go(b, p, `/curate?retract=${id}`);
    await take(p);
    assert.ok(await p.getByRole("button", { name: "Preview" }).isDisabled(), "nothing is tried without a reason");
    await previewed(p, "Misread.");
    assert.equal((await asked(b, `{ claim(id: "${id}") { retractedAt } }`)).claim.retractedAt, null, "a preview changes nothing");
    await p.getByLabel("Why").fill("Misread, as a second reader found.");
    assert.ok(await p.getByRole("button", { name: "Retract the claim" }).isDisabled(), "what was not seen is not made");
    await previewed(p, "Misread.");
    await made(p, "Retract the claim");
    assert.notEqual((await asked(b, `{ claim(id: "${id}") { retractedAt } }`)).claim.retractedAt, null);
    await undone(p);
    assert.equal((await asked(b, `{ claim(id: "${id}") { retractedAt } }`)).claim.retractedAt, null);
  });
}

function meant(b) {
  return working(b, {}, async (p) => {
    const { relationships } = await asked(b, "{ relationships(first: 1) { nodes { from { key } claims(first: 1) { nodes { id } } } } }");
    const [r] = relationships.nodes;
    await go(b, p, `/curate?correct=${r.claims.nodes[0].id}`);
    await take(p);
    const from = p.getByLabel("From: who or what it is said of");
    const key = await from.inputValue();
    await from.fill(`${key}x`);
    await p.getByLabel("Why").fill("A try.");
    await p.getByRole("button", { name: "Preview" }).click();
    const refusal = p.locator(".fault", { hasText: "no entity has this key" });
    await refusal.waitFor();
    assert.ok(await p.locator(".form .warn", { hasText: "no entity has this key" }).isVisible(), "it stands at its field");
    await refusal.getByRole("button", { name: key, exact: true }).click();
    assert.equal(await from.inputValue(), key);
  });
}

function stays(b) {
  return working(b, {}, async (p) => {
    const { id } = await aClaim(b);
    await go(b, p, `/curate?correct=${id}`);
    await take(p);
    await p.getByLabel("In short, in your own words").fill("Told at length.");
    await p.getByLabel("Why").fill("It was too short.");
    await p.getByRole("link", { name: "Permalink" }).click();
    await p.waitForURL(/claim/);
    await p.goBack();
    await settled(p);
    assert.equal(await p.getByLabel("In short, in your own words").inputValue(), "Told at length.");
    assert.equal(await p.getByLabel("Why").inputValue(), "It was too short.");
    await p.getByRole("link", { name: "You curate" }).click();
    await p.getByRole("button", { name: "Forget the token" }).click();
    await take(p);
    await p.goBack();
    await settled(p);
    assert.equal(await p.getByLabel("Why").inputValue(), "", "it goes with the token");
  });
}

/** Meets the next mutation of a page with something else than the server. */
async function instead(p, does) {
  let met = false;
  await p.route("**/graphql", (route) => {
    if (met || !(route.request().postData() ?? "").includes("mutation")) return route.fallback();
    met = true;
    return does(route);
  });
}

function cutOff(b) {
  return working(b, { mayMiss: true }, async (p) => {
    const { id } = await aClaim(b);
    await go(b, p, `/curate?retract=${id}`);
    await take(p);
    await instead(p, (route) => route.fulfill({ status: 401, contentType: "application/json", body: JSON.stringify({ errors: [{ message: "who is asking?", extensions: { code: "UNAUTHENTICATED" } }] }) }));
    await p.getByLabel("Why").fill("Misread.");
    await p.getByRole("button", { name: "Preview" }).click();
    await p.waitForSelector("text=No curator of this server has this token any more");
    await take(p);
    assert.equal(await p.getByLabel("Why").inputValue(), "Misread.", "another token is given where one stands");
    await previewed(p, "Misread.");
    await instead(p, (route) => route.abort());
    await p.getByRole("button", { name: "Retract the claim" }).click();
    await p.waitForSelector("text=Whether it was made is not known");
    assert.ok(await p.getByRole("button", { name: "Retract the claim" }).isDisabled(), "it is looked at again first");
    await p.waitForSelector("text=The server does not answer. It is tried again", { state: "detached" });
    assert.equal((await asked(b, `{ claim(id: "${id}") { retractedAt } }`)).claim.retractedAt, null);
    await previewed(p, "Misread.");
  });
}

async function mutated(b, query) {
  const response = await fetch(`${b.base}/graphql`, { method: "POST", headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` }, body: JSON.stringify({ query }) });
  const { data, errors } = await response.json();
  assert.equal(errors, undefined);
  assert.deepEqual(data.payload.userErrors, []);
  return data.payload.transaction;
}

function corrected(b) {
  return working(b, {}, async (p) => {
    const claim = await aClaim(b);
    const [modality, other] = claim.modality === "ALLEGED" ? ["asserted", "ASSERTED"] : ["alleged", "ALLEGED"];
    await go(b, p, `/curate?correct=${claim.id}`);
    await take(p);
    await p.getByRole("radio", { name: new RegExp(`^${modality}:`) }).check();
    await previewed(p, "It reads otherwise.");
    assert.ok((await p.locator(".preview").innerText()).includes(modality), "the claim as it would be is shown");
    const first = await mutated(b, `mutation { payload: correctClaim(id: "${claim.id}", reason: "Shorter.", input: {gist: "Told otherwise."}) { transaction userErrors { message } } }`);
    await p.getByRole("button", { name: "Correct the claim" }).click();
    await p.getByRole("button", { name: "Read it anew" }).click();
    await p.waitForFunction(() => document.querySelector("textarea[id$=gist]")?.value === "Told otherwise.");
    assert.ok(await p.getByRole("radio", { name: new RegExp(`^${modality}:`) }).isChecked(), "what was written stays");
    await previewed(p, "It reads otherwise.");
    await made(p, "Correct the claim");
    const now = (await asked(b, `{ claim(id: "${claim.id}") { modality gist } }`)).claim;
    assert.deepEqual(now, { modality: other, gist: "Told otherwise." });
    await undone(p);
    await mutated(b, `mutation { payload: undoBatch(input: {transaction: ${first}}, reason: "As it was.") { transaction userErrors { message } } }`);
    assert.deepEqual((await asked(b, `{ claim(id: "${claim.id}") { modality gist } }`)).claim, { modality: claim.modality, gist: claim.gist });
  });
}

/** The two of whom most is said. */
const actors = async (b) => (await asked(b, "{ entities(filter: {classes: [ACTOR]}, orderBy: {by: DEGREE, direction: DESC}, first: 2) { nodes { key name } } }")).entities.nodes;

function merged(b) {
  return working(b, {}, async (p) => {
    const [into, from] = await actors(b);
    await go(b, p, `/curate?merge=${from.key}`);
    await take(p);
    await p.getByRole("combobox", { name: "Who remains" }).fill(into.name);
    await p.waitForSelector('[role="option"]:not([aria-disabled])');
    await p.keyboard.press("ArrowDown");
    await p.keyboard.press("Enter");
    await p.waitForURL(/into=/);
    await p.getByRole("heading", { name: /^Between the two/ }).waitFor();
    await p.getByText("Where sources name it").first().click();
    await p.locator("details[open] a").first().waitFor();
    await previewed(p, "A try.");
    assert.ok((await p.locator(".preview").innerText()).includes(from.key), "who it would be is shown");
    await made(p, "Merge them");
    assert.equal((await asked(b, `{ entity(by: {key: "${from.key}"}) { key } }`)).entity.key, into.key);
    await undone(p);
    assert.equal((await asked(b, `{ entity(by: {key: "${from.key}"}) { key } }`)).entity.key, from.key);
  });
}

function named(b) {
  return working(b, {}, async (p) => {
    const [one, other] = await actors(b);
    await go(b, p, `/curate?names=${one.key}`);
    await take(p);
    await p.getByLabel("The name", { exact: true }).fill(other.name);
    await p.getByLabel("Why").fill("A try.");
    await p.getByRole("button", { name: "Preview" }).click();
    await p.locator(".fault", { hasText: other.name }).waitFor();
    await p.getByRole("button", { name: "Both bear it, and that is meant" }).click();
    assert.ok(await p.getByLabel("somebody else bears it too").isChecked());
    await p.getByLabel("The name", { exact: true }).fill("Ferrymen of the Upper Reed");
    await p.getByLabel("somebody else bears it too").uncheck();
    await p.getByRole("button", { name: "One more name" }).click();
    await p.getByLabel("The name", { exact: true }).nth(1).fill("Ferrymen of the Lower Reed");
    await p.getByLabel("Language: a tag, en or ur").nth(1).fill("en");
    await previewed(p, "So called.");
    assert.ok((await p.locator(".preview").innerText()).includes("Ferrymen of the Lower Reed"), "the entity as it would be is shown");
    await made(p, "Add the names");
    assert.equal((await asked(b, '{ entities(search: "Ferrymen of the Upper Reed", first: 1) { nodes { key } } }')).entities.nodes[0]?.key, one.key);
    await undone(p);
  });
}

function loaded(b) {
  return working(b, {}, async (p) => {
    const [one, other] = await actors(b);
    const { vocabulary } = await asked(b, "{ vocabulary(kind: RELATION, first: 200) { nodes { term unary from to } } }");
    const { term } = vocabulary.nodes.find((t) => !t.unary && [t.from, t.to].every((allowed) => allowed.length === 0 || allowed.includes("actor")));
    const source = async () => (await asked(b, '{ source(by: {key: "ferry-log"}) { claims { totalCount nodes { gist from { key } } } } }')).source;
    assert.equal(await source(), null);
    await go(b, p, "/annotate");
    await p.getByLabel("The text, whole").fill(`The log of the ferry names ${one.name} and ${other.name}.\n`);
    await p.getByRole("button", { name: "Begin" }).click();
    await p.getByRole("region", { name: "The text" }).focus();
    await p.keyboard.press("Shift+End");
    await p.getByRole("button", { name: "Claim", exact: true }).click();
    await p.getByLabel("What is said").selectOption(term);
    await p.getByLabel("From: who or what it is said of").fill(one.key);
    await p.getByLabel("To: whom or what it leads to").fill(other.key);
    await p.getByLabel("In short, in your own words").fill("Both stand in the log.");
    await p.getByRole("button", { name: "Put it into the file" }).click();
    await p.getByLabel("Key of the source").fill("ferry-log");
    await p.getByLabel("Who codes it", { exact: true }).fill("reed");
    await p.getByLabel("By which codebook").fill("1");
    await p.keyboard.press("Tab");
    await p.getByRole("button", { name: "Load it into the graph" }).click();
    await take(p);
    await previewed(p, "The log of a day.");
    assert.equal(await source(), null, "a preview loads nothing");
    await made(p, "Load the file");
    assert.deepEqual(await source(), { claims: { totalCount: 1, nodes: [{ gist: "Both stand in the log.", from: { key: one.key } }] } });
    await undone(p);
    assert.equal((await source())?.claims.totalCount ?? 0, 0);
  });
}

function judged(b) {
  return working(b, {}, async (p) => {
    const { contradictions } = await asked(b, "{ contradictions(first: 500) { nodes { id verdict { finding } sides { claims { id } } } } }");
    const claims = (c) => c.sides.flatMap((s) => s.claims.map((k) => k.id));
    const c = contradictions.nodes.find((c) => new Set(claims(c)).size < claims(c).length) ?? contradictions.nodes[0]; // a claim on two sides, if there is one
    await go(b, p, `/curate?verdict=${c.id}`);
    await take(p);
    await p.getByRole("radio", { name: /^it is decided/ }).check();
    await p.getByLabel("Why").fill("Many saw it.");
    assert.ok(await p.getByRole("button", { name: "Preview" }).isDisabled(), "whom one follows has to be said");
    await p.locator("fieldset", { hasText: "The claims that you follow" }).getByRole("checkbox").first().check();
    await previewed(p, "Many saw it.");
    const first = await made(p, "Record the verdict");
    const finding = async () => (await asked(b, `{ node(id: "${c.id}") { ... on Contradiction { verdict { finding } } } }`)).node.verdict?.finding ?? null;
    assert.equal(await finding(), "DECIDED");
    const second = await mutated(b, `mutation { payload: reviewContradiction(reason: "On second thoughts.", input: {contradiction: "${c.id}", finding: STANDS}) { transaction userErrors { message } } }`);
    await p.getByRole("link", { name: "All changes" }).click();
    await go(b, p, `/curate?verdict=${c.id}`);
    await take(p);
    await p.getByRole("heading", { name: /^Earlier verdicts/ }).waitFor();
    assert.ok((await p.locator("main").innerText()).includes("Many saw it."), "the verdict before is shown");
    for (const n of [second, first]) {
      await go(b, p, `/curate?undo=${n}`);
      await take(p);
      await previewed(p, "As it was.");
      await made(p, "Undo it");
    }
    assert.equal(await finding(), c.verdict?.finding ?? null);
    await go(b, p, `/curate?undo=${first}`);
    await take(p);
    await p.waitForSelector("text=It was undone already");
  });
}

async function looked(b) {
  const { id } = await aClaim(b);
  const { entities, contradictions } = await asked(b, "{ contradictions(first: 1) { nodes { id } } entities(filter: {classes: [ACTOR]}, orderBy: {by: DEGREE, direction: DESC}, first: 2) { nodes { key } } }");
  const [one, other] = entities.nodes.map((e) => e.key);
  const forms = { correct: `correct=${id}`, retract: `retract=${id}`, merge: `merge=${one}&into=${other}`, names: `names=${one}`, verdict: `verdict=${contradictions.nodes[0].id}`, undo: "undo=1" };
  for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 360, height: 740 } }]) {
    await working(b, options, async (p) => {
      for (const [name, query] of Object.entries(forms)) {
        await go(b, p, `/curate?${query}`);
        await take(p);
        await p.getByLabel("Why").fill("A look.");
        if (await p.getByRole("button", { name: "Preview" }).isEnabled()) await p.getByRole("button", { name: "Preview" }).click();
        await p.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
        await p.screenshot({ path: `${b.pictures}/curate-${name}-${options.colorScheme ?? options.viewport?.width ?? "wide"}.png`, fullPage: true });
        assert.ok(!(await overflows(p)), `${name} is wider than the page`);
        assert.deepEqual(await serious(p), [], `axe on ${name}`);
      }
    });
  }
}
