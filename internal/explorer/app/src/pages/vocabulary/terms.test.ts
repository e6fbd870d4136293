import { expect, test } from "vitest";
import type { TermWhole } from "../../api/operations";
import { byKind, excludes, facts } from "./terms";

function term(key: string, other: Partial<TermWhole> = {}): TermWhole {
  return {
    id: key, kind: "RELATION", term: key, label: key, definition: null, not: null, confusedWith: [], example: null, mappings: [], class: null, inverseLabel: null,
    symmetric: false, unary: false, aspect: null, broader: null, from: [], to: [], sign: "NONE", achievement: false, commits: false, projects: [], incompatible: [],
    holds: null, allowed: [], exclusive: false, ...other,
  };
}

test("relations come first, whatever order the terms came in", () => {
  const all = [term("Harbour", { kind: "ENTITY_TYPE" }), term("ferries"), term("pilot", { kind: "OFFICE" }), term("raids")];
  expect(byKind(all).map(([k, of]) => [k, of.map((t) => t.term)])).toEqual([["RELATION", ["ferries", "raids"]], ["ENTITY_TYPE", ["Harbour"]], ["OFFICE", ["pilot"]]]);
});

test("a symmetric relation is not said to read otherwise from the other end", () => {
  expect(facts(term("fights", { symmetric: true, inverseLabel: "fights", sign: "NEGATIVE", aspect: "EVENT" }))).toEqual(["hostile", "it happens at some time", "the same both ways"]);
});

test("what nobody defined has no facts", () => expect(facts(term("x:ferries"))).toEqual([]));

test("what excludes each other as a fact needs no more words", () => {
  expect(excludes({ with: "fights", polarity: "AFFIRMED", other: "AFFIRMED" })).toBe("");
  expect(excludes({ with: "fights", polarity: "AFFIRMED", other: "NEGATED" })).toBe("this affirmed, the other negated");
});
