// Two coders' files in a browser: compared, decided on, and made one.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asked, go, overflows, serious, working } from "./browser.mjs";

/** The checks of comparing coders, by name. */
export const comparing = [
  ["two coders are compared, and made one", adjudicated],
  ["files that can't be compared say whose they are", refused],
  ["two coders: nothing serious, wide, narrow and dark", looked],
];

/** Files of two coders who agree in one claim, differ in another, and each have one that the other lacks. */
async function coders(b) {
  const { entities, vocabulary } = await asked(b, `{
    entities(filter: {classes: [ACTOR]}, orderBy: {by: DEGREE, direction: DESC}, first: 3) { nodes { key } }
    vocabulary(kind: RELATION, first: 200) { nodes { term unary symmetric from to } }
  }`);
  const [one, two, three] = entities.nodes.map((e) => e.key);
  const any = vocabulary.nodes.filter((t) => !t.unary && !t.symmetric && [t.from, t.to].every((allowed) => allowed.length === 0 || allowed.includes("actor"))).map((t) => t.term);
  const file = (who, claims) => `dyad: 1
kind: annotations
source: {key: quiet-day, kind: post, genre: opinion, text: {sha256: "${"1".repeat(64)}", codepoints: 200}}
annotator: ${who}
codebook: "1"
claims:
${claims.map((c) => `  - {claim: ${c[0]}, at: ${c[1]}, gist: ${c[2]}}`).join("\n")}
`;
  const folder = mkdtempSync(join(tmpdir(), "dyad-e2e-"));
  const [a, other] = [join(folder, "reed.yaml"), join(folder, "marlow.yaml")];
  writeFileSync(a, file("reed", [[`${one} ${any[0]} ${two}`, "0-20", "The same."], [`${two} ${any[0]} ${one}`, "30-50", "As reed has it."], [`${one} ${any[1]} ${three}`, "60-80", "Reed alone."]]));
  writeFileSync(other, file("marlow", [[`${one} ${any[0]} ${two}`, "0-20", "The same."], [`${two} ${any[1]} ${one}`, "30-50", "As marlow has it."], [`${three} ${any[1]} ${two}`, "90-110", "Marlow alone."]]));
  return [a, other];
}

async function compared(b, p, [a, other]) {
  await go(b, p, "/agreement");
  await p.getByLabel("Files of coder A").setInputFiles(a);
  await p.getByLabel("Files of coder B").setInputFiles(other);
  await p.getByRole("button", { name: "Compare" }).click();
}

async function adjudicated(b) {
  const files = await coders(b);
  await working(b, {}, async (p) => {
    await compared(b, p, files);
    await p.getByText("3 of 3 are left to decide.").waitFor();
    assert.ok((await p.locator("main").innerText()).includes("Matched, one to one: 2."), "as dyad agreement matches them");
    assert.ok(await p.getByRole("button", { name: "Download the adjudicated file" }).isDisabled(), "what is not decided is in no file");
    await p.getByRole("group", { name: /^Differs in type/ }).getByRole("radio", { name: "as B has it" }).check();
    await p.getByRole("group", { name: "Only A has it" }).getByRole("radio", { name: "leave it out" }).check();
    await p.getByRole("button", { name: "as B has it" }).click();
    await p.getByText("All is decided.").waitFor();
    await p.getByRole("button", { name: "Compare" }).click();
    await p.getByText("3 of 3 are left to decide.").waitFor(); // compared anew, it is decided anew
    await p.getByRole("group", { name: "Only A has it" }).getByRole("radio", { name: "leave it out" }).check();
    await p.getByRole("button", { name: "as B has it" }).click();
    await p.getByLabel("Who adjudicates").fill("vale");
    const [download] = await Promise.all([p.waitForEvent("download"), p.getByRole("button", { name: "Download the adjudicated file" }).click()]);
    const yaml = readFileSync(await download.path(), "utf8");
    const gists = [...yaml.matchAll(/gist: "?([^"}\n]+?)"? ?[}\n]/g)].map((m) => m[1].trim());
    assert.deepEqual(gists, ["The same.", "As marlow has it.", "Marlow alone."], yaml);
    assert.match(yaml, /annotator: "?vale/);
    const { check } = await asked(b, `{ check(input: {name: "quiet-day.yaml", content: ${JSON.stringify(yaml)}}) { usable claims } }`);
    assert.deepEqual(check, { usable: true, claims: 3 });
  });
}

async function refused(b) {
  const [a, other] = await coders(b);
  writeFileSync(other, readFileSync(other, "utf8").replace("codebook", "codebok"));
  await working(b, {}, async (p) => {
    await compared(b, p, [a, other]);
    await p.locator("li.warn", { hasText: /^B: marlow\.yaml, line \d+: .*codebok/ }).waitFor();
  });
}

async function looked(b) {
  const files = await coders(b);
  for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 360, height: 740 } }]) {
    await working(b, options, async (p) => {
      await compared(b, p, files);
      await p.getByText("left to decide").waitFor();
      await p.screenshot({ path: `${b.pictures}/coders-${options.colorScheme ?? options.viewport?.width ?? "wide"}.png`, fullPage: true });
      assert.ok(!(await overflows(p)), "it is wider than the page");
      assert.deepEqual(await serious(p), [], "axe on two coders");
    });
  }
}
