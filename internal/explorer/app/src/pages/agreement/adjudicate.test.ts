import { expect, test } from "vitest";
import type { CodedPairs } from "../../api/operations";
import { read } from "../annotate/file";
import { adjudicated, alphaText, items, percent } from "./adjudicate";

const head = (who: string) => `dyad: 1
kind: annotations
source: {key: ferry, kind: post, genre: opinion, text: {file: ferry.txt}}
annotator: ${who}
codebook: "1"
`;
const a = `${head("reed")}mentions:
  red-harbour: {Red Harbour: [0-11]}
claims:
  - {claim: red-harbour shelters orchard-brigade, at: 0-30, gist: Shelter.}
  - {claim: lakes-council warns red-harbour, at: 40-50, gist: A warning.}
  - {claim: lakes-council meets red-harbour, at: 70-80, gist: A meeting.}
digests:
  0-11: aa
  0-30: ab
  40-50: ac
  70-80: ad
`;
const b = `${head("marlow")}entities:
  - {key: gunmen, type: UnknownActor, name: unnamed gunmen, description: Nobody names them.}
  - {key: ferrymen, type: Population, name: the ferrymen}
mentions:
  red-harbour: {Harbour: [4-11]}
  gunmen: {gunmen: [52-58]}
claims:
  - {claim: red-harbour supports orchard-brigade, at: 0-30, gist: Help.}
  - {claim: gunmen attacks red-harbour, at: 52-60, gist: Shots.}
  - {claim: lakes-council meets red-harbour, at: 70-80, gist: They met.}
digests:
  4-11: ba
  52-58: bb
  0-30: ab
  52-60: bc
  70-80: ad
`;

const coded = (line: number) => ({ line, from: "", type: "", to: null, polarity: "AFFIRMED" as const, gist: null, spans: "" });
const figures = { field: "type", pairs: 0, equal: 0, values: 0, alpha: null };
const source: CodedPairs = {
  key: "ferry", keyInB: "ferry", otherText: false, measure: { claimsA: 3, claimsB: 3, matched: 2, core: 1, whole: 1, fields: [], mentionsA: 1, mentionsB: 2, mentioned: figures },
  pairs: [{ core: false, a: coded(9), b: coded(13), differing: [{ field: "type", a: "shelters", b: "supports" }] }, { core: true, a: coded(11), b: coded(15), differing: [] }],
  aloneA: [coded(10)], aloneB: [coded(14)],
};

test("what differs and what only one has is to be decided", () => {
  expect(items(source).map((i) => i.id)).toEqual(["ferry pair 9 13", "ferry A 10", "ferry B 14"]);
});

test("a file has what was decided, in the order of the text, and what both have as A wrote it", () => {
  const made = adjudicated(a, b, source, { "ferry pair 9 13": "B", "ferry A 10": "NEITHER", "ferry B 14": "B" }, "vale");
  const r = read(made.yaml);
  expect(r.claims.map((c) => c.record.gist)).toEqual(["Help.", "Shots.", "A meeting."]);
  expect(r.head.annotator).toBe("vale");
  expect([made.entities, r.entities.map((e) => e.record.description)]).toEqual([["gunmen"], ["Nobody names them."]]);
  expect([made.mentions, r.mentions.map((m) => `${m.entity} ${m.start}`)]).toEqual([1, ["red-harbour 0", "gunmen 52"]]);
  expect(Object.entries(r.digests)).toEqual([["0-11", "aa"], ["0-30", "ab"], ["52-58", "bb"], ["52-60", "bc"], ["70-80", "ad"]]);
});

test("of another text there are no digests to take, and of other files there is nothing to take at all", () => {
  const decided = { "ferry pair 9 13": "A", "ferry A 10": "A", "ferry B 14": "B" } as const;
  expect(Object.keys(read(adjudicated(a, b, { ...source, otherText: true }, decided, "vale").yaml).digests)).toEqual(["0-11", "0-30", "40-50", "70-80"]);
  expect(() => adjudicated(a, a, source, decided, "vale")).toThrow("The file of B has no claim in line 14");
});

test("all as A has it leaves the claims of A", () => {
  const made = adjudicated(a, b, source, { "ferry pair 9 13": "A", "ferry A 10": "A", "ferry B 14": "NEITHER" }, "reed");
  expect(read(made.yaml).claims.map((c) => c.record)).toEqual(read(a).claims.map((c) => c.record));
});

test("figures are read as such, and what is undefined says so", () => {
  expect([percent(12, 14), percent(0, 0), alphaText(0.6666), alphaText(null)]).toEqual(["12 of 14, 85.7 %", "none", "0.667", "undefined"]);
});
