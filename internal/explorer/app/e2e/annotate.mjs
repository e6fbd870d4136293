// Annotating in a browser: an invented text about whoever is best known in the data, from pasting it to a file that nothing is wrong with.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asked, go, overflows, serious, settled, working } from "./browser.mjs";

/** The checks of annotating, by name. */
export const annotating = [
  ["a text is pasted, annotated by keyboard, and taken away with nothing wrong", annotated],
  ["words are selected with a mouse, and with a finger", pointed],
  ["a text and its file are opened, and what others wrote in the file stays", reopened],
  ["annotating: somebody new is made from words, a mark is pressed, and a claim stays under work while its file changes", made],
  ["annotating: nothing serious, wide, narrow and dark", looked],
];

/** Two who are known, and a relation that may hold between them. */
async function known(b) {
  const { entities, vocabulary } = await asked(b, `{
    entities(filter: {classes: [ACTOR]}, orderBy: {by: DEGREE, direction: DESC}, first: 2) { nodes { key name } }
    vocabulary(kind: RELATION, first: 200) { nodes { term label unary from to } }
  }`);
  const any = (t) => !t.unary && [t.from, t.to].every((allowed) => allowed.length === 0 || allowed.includes("actor"));
  return { one: entities.nodes[0], other: entities.nodes[1], relation: vocabulary.nodes.find(any) };
}

const textOf = (one, other) => `\u{1f54a} It was a quiet day at the ferry.\n${one.name} was seen with ${other.name}, says the keeper of the ferry.\nNobody else came.\n`;

async function paste(b, p, text) {
  await go(b, p, "/annotate");
  await p.getByLabel("The text, whole").fill(text);
  await p.getByRole("button", { name: "Begin" }).click();
  await p.getByRole("region", { name: "The text" }).waitFor();
  await settled(p);
}

/** Waits until the file as it is now has been checked. */
async function checked(p) {
  await p.waitForTimeout(700);
  await p.waitForFunction(() => !document.body.innerText.includes("Checking …"));
}

function annotated(b) {
  return working(b, {}, async (p) => {
    const { one, other, relation } = await known(b);
    await paste(b, p, textOf(one, other));
    await p.getByRole("button", { name: "Accept all of them" }).click();
    await p.getByText("The source, and who codes it").waitFor();
    await p.getByLabel("Who codes it", { exact: true }).fill("reed");
    await p.getByLabel("By which codebook").fill("1");
    await p.getByLabel("Key of the source").fill("quiet-day");
    await p.keyboard.press("Tab");

    // The second sentence, word by word; of the first the emoji is one code point.
    const text = p.getByRole("region", { name: "The text" });
    await text.focus();
    await p.keyboard.press("ArrowRight");
    await p.keyboard.press("ArrowDown");
    for (let i = 0; i < 4; i++) await p.keyboard.press("Shift+ArrowRight");
    const words = await p.locator(".selected q").innerText();
    assert.ok(words.startsWith(one.name.split(" ")[0]), `selected by keyboard: ${words}`);
    await p.getByRole("button", { name: "Claim", exact: true }).click();
    await p.getByRole("button", { name: "Put it into the file" }).click();
    await p.waitForSelector("[role=alert]:has-text('Choose what is said.')");
    await p.getByLabel("What is said").selectOption(relation.term);
    await p.getByLabel("From: who or what it is said of").fill(one.key);
    await p.getByLabel("To: whom or what it leads to").fill(other.key);
    await p.getByLabel("In short, in your own words").fill("The two were together, it is told.");
    await p.getByRole("radio", { name: /^alleged/ }).check();
    await p.getByLabel("Date, as EDTF").fill("2031-13");
    await p.getByRole("button", { name: "Put it into the file" }).click();
    await p.locator(".claims .problems .warn").first().waitFor(); // what the check says of the date stands at the claim
    await p.locator(".claims .problems .warn").getByRole("button", { name: /^Go to line/ }).click();
    await p.waitForFunction(() => document.activeElement.dataset.field === "edtf"); // the problem leads to the field
    await p.keyboard.press("Control+A");
    await p.keyboard.type("2031-06");
    await p.getByRole("button", { name: "Add a voice" }).click();
    await p.getByLabel("or, unnamed, as the source calls them").fill("the keeper of the ferry");
    await p.getByRole("button", { name: "Put it into the file" }).click();
    await p.locator(".claims .problems .warn").first().waitFor({ state: "detached" });
    await p.getByRole("button", { name: "Undo", exact: true }).click();
    await p.locator(".claims .problems .warn").first().waitFor();
    await text.focus();
    await p.keyboard.press("Control+Shift+Z");
    await p.locator(".claims .problems .warn").first().waitFor({ state: "detached" });
    await p.keyboard.press("?");
    await p.getByText("Undo the last change of the file").waitFor();
    await p.keyboard.press("Escape");
    await checked(p);

    const [download] = await Promise.all([p.waitForEvent("download"), p.getByRole("button", { name: "Download quiet-day.yaml" }).click()]);
    const yaml = readFileSync(await download.path(), "utf8");
    assert.ok(!yaml.includes("quiet day at"), "no sentence of the text is in the file");
    const { check } = await asked(b, `{ check(input: {name: "quiet-day.yaml", content: ${JSON.stringify(yaml)}}, text: ${JSON.stringify(textOf(one, other))}) { usable claims mentions problems { message severity } } }`);
    assert.deepEqual([check.usable, check.claims, check.mentions >= 1, check.problems.filter((x) => x.severity === "ERROR")], [true, 1, true, []], yaml);
  });
}

/** Where the words of the text from one place of it to another stand on the screen, and the browser's selection of them if that is wanted. */
const onScreen = (p, start, end, choose = false) =>
  p.evaluate(([start, end, choose]) => {
    const line = document.querySelector('[role="region"][aria-label="The text"] [data-start]');
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node, at = 0; (node = walker.nextNode()); at += node.data.length) {
      if (at <= start && start < at + node.data.length) range.setStart(node, start - at);
      if (at < end && end <= at + node.data.length) range.setEnd(node, end - at);
    }
    if (choose) getSelection().removeAllRanges(), getSelection().addRange(range); // what the handles of a finger do
    const all = [...range.getClientRects()];
    const [a, z] = [all[0], all.at(-1)];
    return { from: [a.left + 1, a.top + a.height / 2], to: [z.right - 1, z.top + z.height / 2] };
  }, [start, end, choose]);

async function pointed(b) {
  const { one, other } = await known(b);
  const text = textOf(one, other);
  const [start, end] = [text.indexOf("quiet"), text.indexOf("quiet day") + "quiet day".length]; // as the browser counts: the emoji is two
  await working(b, {}, async (p) => {
    await paste(b, p, text);
    const { from, to } = await onScreen(p, start, end);
    await p.mouse.move(...from);
    await p.mouse.down();
    await p.mouse.move(...to, { steps: 4 });
    await p.mouse.up();
    await p.locator(".selected q", { hasText: /^quiet day$/ }).waitFor();
    assert.match(await p.locator(".selected").innerText(), new RegExp(`characters ${start - 1} to ${end - 1}`), "code points: the emoji is one");
  });
  await working(b, { hasTouch: true, viewport: { width: 360, height: 740 } }, async (p) => {
    await paste(b, p, text);
    await p.getByRole("region", { name: "The text" }).scrollIntoViewIfNeeded();
    const { from } = await onScreen(p, start, end);
    await p.touchscreen.tap(...from);
    await onScreen(p, start, end, true);
    await p.locator(".selected q", { hasText: /^quiet day$/ }).waitFor();
  });
}

async function reopened(b) {
  const { one, other, relation } = await known(b);
  const text = textOf(one, other);
  const folder = mkdtempSync(join(tmpdir(), "dyad-e2e-"));
  const [textFile, file] = [join(folder, "quiet.txt"), join(folder, "quiet.yaml")];
  writeFileSync(textFile, text);
  writeFileSync(file, `# Left out: the weather.
dyad: 1
kind: annotations
source: {key: quiet, kind: post, genre: opinion, text: {file: quiet.txt}}
annotator: vale
codebook: "1"
claims:
  - claim: ${one.key} ${relation.term} ${other.key} # plainly
    at: {words: "the keeper of the ferry"}
    gist: It is told.
`);
  await working(b, {}, async (p) => {
    await go(b, p, "/annotate");
    await p.getByLabel(/^A text in UTF-8/).setInputFiles([textFile, file]);
    await p.getByRole("region", { name: "The text" }).waitFor();
    await p.getByText("Select by writing words").click();
    await p.getByLabel(/^Words as they stand in the text/).fill("Nobody … came");
    await p.getByRole("button", { name: /^Characters \d+/ }).first().click();
    assert.equal(await p.locator(".selected q").innerText(), "Nobody else came");
    await p.getByRole("button", { name: "Name", exact: true }).click();
    await p.getByLabel("Whom or what these words name").fill(one.key);
    await p.getByRole("button", { name: "Add the name" }).click();
    await p.locator("[aria-label='Names among these words']").waitFor({ state: "detached" });
    const [download] = await Promise.all([p.waitForEvent("download"), p.getByRole("button", { name: "Download quiet.yaml" }).click()]);
    const yaml = readFileSync(await download.path(), "utf8");
    for (const kept of ["# Left out: the weather.", "# plainly", "sha256: ", "Nobody else came: "]) assert.ok(yaml.includes(kept), `${kept} in\n${yaml}`);
    assert.ok(!yaml.includes("words:"), "words have become offsets");
  });
}

function made(b) {
  return working(b, {}, async (p) => {
    const { one, other, relation } = await known(b);
    await paste(b, p, textOf(one, other));
    await p.getByText("Select by writing words").click();
    await p.getByLabel(/^Words as they stand in the text/).fill("the keeper of the ferry");
    await p.getByRole("button", { name: /^Characters \d+/ }).first().click();
    await p.getByRole("button", { name: "Name", exact: true }).click();
    await p.getByRole("button", { name: "Somebody new" }).click();
    const dialog = p.getByRole("dialog");
    await dialog.getByLabel("Type").selectOption({ index: 1 });
    assert.equal(await dialog.getByLabel("Key").inputValue(), "the-keeper-of-the-ferry");
    assert.deepEqual(await serious(p), [], "axe on the dialog");
    await dialog.getByRole("button", { name: "Add" }).click();
    await p.locator(".mention", { hasText: "the keeper of the ferry" }).click();
    await p.getByRole("list", { name: "Names among these words" }).getByText("the-keeper-of-the-ferry").waitFor();

    for (const gist of ["The first is told.", "The second is told."]) {
      await p.getByRole("button", { name: "Claim", exact: true }).click();
      await p.getByLabel("What is said").selectOption(relation.term);
      await p.getByLabel("From: who or what it is said of").fill(one.key);
      await p.getByLabel("To: whom or what it leads to").fill(other.key);
      await p.getByLabel("In short, in your own words").fill(gist);
      await p.getByRole("button", { name: "Put it into the file" }).click();
      await p.locator(".claims").getByText(gist).waitFor();
      await p.locator(".mention", { hasText: "the keeper of the ferry" }).click();
    }
    await p.getByRole("button", { name: /^Edit:/ }).nth(1).click();
    await p.getByLabel("In short, in your own words").fill("The second is told otherwise.");
    await p.getByRole("button", { name: /^Remove:/ }).first().click();
    await p.getByRole("link", { name: "Vocabulary", exact: true }).click();
    await p.waitForURL("**/vocabulary");
    await p.getByRole("link", { name: "Annotate", exact: true }).click();
    assert.equal(await p.getByLabel("In short, in your own words").inputValue(), "The second is told otherwise.");
    await p.getByRole("button", { name: "Put it into the file" }).click();
    await p.locator(".claims").getByText("The second is told otherwise.").waitFor();
    assert.equal(await p.locator(".claims > li").count(), 1, "the claim that was removed stays away, and the other is the one that was written");
  });
}

async function looked(b) {
  const { one, other } = await known(b);
  for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 360, height: 740 } }]) {
    await working(b, options, async (p) => {
      await paste(b, p, textOf(one, other));
      const closed = p.locator("main details:not([open]) > summary");
      while ((await closed.count()) > 0) await closed.first().click();
      await p.getByRole("region", { name: "The text" }).focus();
      await p.keyboard.press("Shift+ArrowRight");
      await p.getByRole("button", { name: "Claim", exact: true }).click();
      await p.getByRole("button", { name: "Add a voice" }).click();
      await checked(p);
      await p.screenshot({ path: `${b.pictures}/annotating-${options.colorScheme ?? options.viewport?.width ?? "wide"}.png`, fullPage: true });
      assert.ok(!(await overflows(p)), "it is wider than the page");
      assert.deepEqual(await serious(p), [], "axe on annotating");
    });
  }
}
