import { expect, test } from "vitest";
import { claim, entity, voice } from "../parts/invented";
import { corrections, draftOf, emptyDraft, emptyVoice, lacking, parts, same } from "./draft";

const raid = claim("Orchard Brigade", "attacks", "Blue Valley", {
  modality: "ALLEGED", voices: [voice("Lakes Council", { mode: "BELIEVES" })], when: { edtf: "2031-05", basis: "STATED", bound: "START", extent: null },
  number: { low: 24, best: null, high: null, unit: "boats", worded: "dozens" }, roles: [{ name: "event", entities: [entity("First Raid")], claims: [], terms: [] }],
  gist: "A raid.", credibility: 3,
});

test("a draft of a claim says what the claim says", () => {
  const d = draftOf(raid);
  expect(d).toMatchObject({ from: "orchard-brigade", type: "attacks", to: "blue-valley", modality: "ALLEGED", edtf: "2031-05", bound: "START", low: "24", best: "", worded: "dozens", credibility: "3" });
  expect(d.voices).toEqual([{ entity: "lakes-council", label: "", affiliation: "", mode: "BELIEVES", stance: "NEUTRAL" }]);
  expect(d.roles).toEqual([{ name: "event", holds: "ENTITY", values: "first-raid" }]);
  expect(same(d, draftOf(raid))).toBe(true);
});

test("a correction holds what changes alone", () => {
  const before = draftOf(raid);
  expect(corrections(before, { ...before, modality: "ASSERTED" })).toEqual({ modality: "ASSERTED" });
  expect(corrections(before, { ...before, edtf: "2031-06" })).toEqual({ when: { edtf: "2031-06", basis: "STATED", bound: "START" } });
  expect(corrections(before, { ...before, roles: [...before.roles, { name: "counterparty", holds: "ENTITY", values: "red-harbour, reed-company" }] })).toEqual({
    roles: [{ name: "event", entities: ["first-raid"] }, { name: "counterparty", entities: ["red-harbour", "reed-company"] }],
  });
});

test("what is taken away is null, or an empty list", () => {
  const before = draftOf(raid);
  expect(corrections(before, { ...before, edtf: "", bound: "WHOLE", basis: "" })).toEqual({ when: null });
  expect(corrections(before, { ...before, low: "", unit: "", worded: "" })).toEqual({ number: null });
  expect(corrections(before, { ...before, voices: [], gist: " ", credibility: "", to: "" })).toEqual({ voices: [], gist: null, credibility: null, to: null });
});

test("voices of nobody and roles without anybody change nothing", () => {
  const before = draftOf(raid);
  expect(same(before, { ...before, voices: [...before.voices, emptyVoice()], roles: [...before.roles, { name: "place", holds: "ENTITY", values: " , " }] })).toBe(true);
});

test("what a draft lacks is told at its field", () => {
  expect(Object.keys(lacking(emptyDraft(), undefined))).toEqual(["type", "from"]);
  expect(lacking({ ...emptyDraft(), type: "attacks", from: "a" }, { unary: false })).toEqual({ to: "This relation leads to somebody or something." });
  expect(lacking({ ...emptyDraft(), type: "began", from: "a", to: "b" }, { unary: true })).toHaveProperty("to");
  expect(lacking({ ...emptyDraft(), type: "began", from: "a", low: "many" }, { unary: true })).toHaveProperty("worded", "Low, best and high are figures.");
  expect(lacking({ ...emptyDraft(), type: "began", from: "a", low: "24", credibility: "7" }, { unary: true })).toEqual({ worded: "How does the source word the number?", credibility: "From 1 (confirmed) to 6 (can't be judged)." });
});

test("lists stand apart by commas", () => {
  expect(parts(" red-harbour,reed-company , ")).toEqual(["red-harbour", "reed-company"]);
});
