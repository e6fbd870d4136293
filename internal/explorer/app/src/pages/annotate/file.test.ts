import { expect, test } from "vitest";
import { Terms } from "../../claimform/words";
import { emptyDraft } from "../../claimform/draft";
import { atOf, begun, occurrences, read, spansOf, withChange, withClaimRecords, withEntity, withEntityFields, withField, withLabels, withMentions, withPublished, withoutClaims, withoutEntity, withoutMention } from "./file";
import { draftOf, nativeOf, statement } from "./native";

const ferries = `# What was left out: the weather.
dyad: 1
kind: annotations
source:
  key: ferry # ours
  kind: article
  genre: reporting
  text: {file: ferry.txt, codepoints: 90}
annotator: reed
codebook: "1"
mentions:
  red-harbour: {Red Harbour: [0-11, 40-51]}
claims:
  # 1
  - claim: red-harbour shelters orchard-brigade
    at: 0-30
    gist: Shelter. # plainly
    note_of_mine: kept
  - label: denial
    claim: red-harbour shelters orchard-brigade
    polarity: negated
    at: [40-60, 62-70+75-80]
    gist: It says no.
`;

const relation = (term: string) => ({ id: term, kind: "RELATION", term, label: term }) as never;
const terms = new Terms([relation("shelters"), relation("began")]);

test("a file is read with its places and lines", () => {
  const r = read(ferries);
  expect([r.wrong, r.head, r.source.key]).toEqual(["", { annotator: "reed", codebook: "1" }, "ferry"]);
  expect(r.mentions).toEqual([{ entity: "red-harbour", form: "Red Harbour", start: 0, end: 11 }, { entity: "red-harbour", form: "Red Harbour", start: 40, end: 51 }]);
  expect(r.claims.map((c) => [c.line, c.until, c.label, c.spans.length])).toEqual([[15, 19, "", 1], [19, Number.MAX_SAFE_INTEGER, "denial", 3]]);
});

test("what is no annotation file is told", () => {
  expect(read("a: [1").wrong).not.toBe("");
  expect(read("- 1").wrong).toMatch(/mapping/);
  expect(read("kind: registry").wrong).toMatch(/no annotation file/);
});

test("a change leaves comments and unknown fields as they are", () => {
  const was = { claim: "red-harbour shelters orchard-brigade", gist: "Shelter." };
  let yaml = withChange(ferries, 0, { was, is: { ...was, modality: "alleged" }, at: "0-31" });
  expect(yaml).toContain("# What was left out: the weather.");
  expect(yaml).toContain("key: ferry # ours");
  expect(yaml).toContain("gist: Shelter. # plainly");
  expect(yaml).toContain("note_of_mine: kept");
  expect(read(yaml).claims[0]!.record).toEqual({ claim: "red-harbour shelters orchard-brigade", at: "0-31", gist: "Shelter.", note_of_mine: "kept", modality: "alleged" });
  yaml = withChange(yaml, 0, { was: { ...was, modality: "alleged" }, is: was });
  expect(read(yaml).claims[0]!.record).not.toHaveProperty("modality");
  expect(read(withoutClaims(yaml, [0])).claims.map((c) => c.label)).toEqual(["denial"]);
});

test("collections within a line keep to the way of the file", () => {
  expect(withField(ferries, ["annotator"], "vale")).toBe(ferries.replace("reed", "vale"));
  const spaced = ferries.replace("{file: ferry.txt, codepoints: 90}", "{ file: ferry.txt, codepoints: 90 }").replace("{Red Harbour: [0-11, 40-51]}", "{ Red Harbour: [ 0-11, 40-51 ] }").replace("[40-60, 62-70+75-80]", "[ 40-60, 62-70+75-80 ]");
  expect(withField(spaced, ["annotator"], "vale")).toBe(spaced.replace("reed", "vale"));
});

test("labels are given at the head of a claim, changed and taken away", () => {
  const yaml = withLabels(ferries, [{ index: 0, value: "shelter" }]);
  expect(yaml).toContain("- label: shelter\n    claim: red-harbour");
  const was = { label: "denial", claim: "x" };
  expect(read(withChange(yaml, 1, { was, is: { claim: "x" } })).claims.map((c) => c.label)).toEqual(["shelter", ""]);
  expect(read(withChange(yaml, 1, { was, is: { label: "refusal", claim: "x" } })).claims.map((c) => c.label)).toEqual(["shelter", "refusal"]);
});

test("a field goes into a source that the file has not begun", () => {
  expect(read(withField("dyad: 1\nkind: annotations\nsource:\n", ["source", "title"], "Ferries")).source).toEqual({ title: "Ferries" });
});

test("the date of a source is bare, or has how it is known beside it", () => {
  let yaml = withPublished(ferries, { edtf: "2031-05", basis: "inferred" });
  expect(yaml).toContain("  published: {edtf: 2031-05, basis: inferred}");
  expect(read(yaml).published).toEqual({ edtf: "2031-05", basis: "inferred" });
  yaml = withPublished(yaml, { edtf: "2031-06-01", basis: "" });
  expect([read(yaml).published, read(withPublished(yaml, { edtf: "", basis: "inferred" })).published]).toEqual([{ edtf: "2031-06-01", basis: "" }, { edtf: "", basis: "" }]);
});

test("a name that is to be found everywhere stays so", () => {
  const yaml = ferries.replace("[0-11, 40-51]", "find");
  expect(withMentions(yaml, [{ entity: "red-harbour", form: "Red Harbour", start: 0, end: 11 }])).toBe(yaml);
});

test("a claim is put where its words stand in the text", () => {
  const yaml = withClaimRecords(ferries, [{ claim: "lakes-council warns red-harbour", gist: "A warning.", at: atOf([[{ start: 33, end: 38 }]]) }]);
  expect(read(yaml).claims.map((c) => c.spans[0]!.start)).toEqual([0, 33, 40]);
});

test("mentions are added once, and taken out", () => {
  const harbour = { entity: "red-harbour", form: "Red Harbour", start: 20, end: 31 };
  let yaml = withMentions(ferries, [harbour, harbour, { entity: "blue-valley", form: "Blue Valley", start: 5, end: 16 }]);
  expect(read(yaml).mentions.map((m) => `${m.entity} ${m.start}`)).toEqual(["red-harbour 0", "blue-valley 5", "red-harbour 20", "red-harbour 40"]);
  yaml = withoutMention(yaml, harbour);
  yaml = withoutMention(yaml, { entity: "blue-valley", form: "Blue Valley", start: 5, end: 16 });
  expect(read(yaml).mentions).toEqual(read(ferries).mentions);
});

test("a file that is begun takes everything", () => {
  let yaml = begun({ key: "ferry", file: "ferry.txt", sha256: "a".repeat(64), codepoints: 90 });
  yaml = withField(withField(yaml, ["annotator"], "reed"), ["source", "publisher"], "Sandgate Gazette");
  yaml = withEntity(yaml, { key: "first-raid", type: "Event", name: "First raid" });
  yaml = withMentions(yaml, [{ entity: "red-harbour", form: "Red Harbour", start: 0, end: 11 }]);
  yaml = withClaimRecords(yaml, [{ claim: "red-harbour shelters orchard-brigade", gist: "Shelter: told by all.", at: "0-30" }]);
  const r = read(yaml);
  expect([r.head.annotator, r.source.publisher, r.entities, r.mentions.length, r.claims[0]!.record]).toEqual([
    "reed", "Sandgate Gazette", [{ key: "first-raid", type: "Event", name: "First raid", record: { key: "first-raid", type: "Event", name: "First raid" } }], 1, { claim: "red-harbour shelters orchard-brigade", gist: "Shelter: told by all.", at: "0-30" },
  ]);
  expect(read(withField(yaml, ["source", "publisher"], "")).source).not.toHaveProperty("publisher");
});

test("an entity of the file is changed where it stands, and taken out", () => {
  const with2 = ferries.replace("mentions:", "entities:\n  - {key: first-raid, type: Event, name: First raid} # of May\n  - {key: keeper, type: Person, name: The keeper, description: Keeps the ferry., names: [{text: Old Reed, kind: alias}]}\nmentions:");
  const yaml = withEntityFields(with2, 1, { type: "Person", name: "The old keeper", description: "" });
  expect(yaml).toBe(with2.replace("name: The keeper, description: Keeps the ferry.,", "name: The old keeper,"));
  expect(read(withoutEntity(yaml, 0)).entities.map((e) => e.key)).toEqual(["keeper"]);
});

test("places are read and written", () => {
  expect(spansOf(["10-20", "30-40+50-60"])).toEqual([{ start: 10, end: 20 }, { start: 30, end: 40 }, { start: 50, end: 60 }]);
  expect(occurrences("30-40+50-60")).toEqual([[{ start: 30, end: 40 }, { start: 50, end: 60 }]]);
  expect(occurrences([{ words: "Red Harbour" }])).toBeUndefined();
  expect(atOf([[{ start: 1, end: 2 }], [{ start: 3, end: 4 }, { start: 6, end: 8 }]])).toEqual(["1-2", "3-4+6-8"]);
});

test("a claim goes into a form and back without loss", () => {
  const native = {
    claim: "red-harbour shelters orchard-brigade", roles: { event: "first-raid", counterparty: ["blue-valley", "reed-company"] }, disputes: "denial", polarity: "negated", modality: "alleged",
    outcome: "failed", voices: ["blue-valley", { label: "unnamed officials", affiliation: "lakes-council", stance: "doubts" }], when: { edtf: "2031-04", basis: "relative", bound: "end" },
    number: { low: 24, unit: "delegates", worded: "two dozen" }, gist: "Told.", credibility: 2,
  };
  expect(nativeOf(draftOf(native, terms))).toEqual(native);
  expect(nativeOf(draftOf({ claim: "first-raid began", when: "2031-05" }, terms))).toEqual({ claim: "first-raid began", when: "2031-05" });
  expect(nativeOf(emptyDraft())).toEqual({ claim: "" });
});

test("a statement is taken apart at its relation, whatever its ends are called", () => {
  expect(statement("Red Harbour shelters the Orchard Brigade", terms)).toEqual(["Red Harbour", "shelters", "the Orchard Brigade"]);
  expect(statement("ferry x:waits_for tide", terms)).toEqual(["ferry", "x:waits_for", "tide"]);
  expect(statement("first-raid began", terms)).toEqual(["first-raid", "began", ""]);
});
