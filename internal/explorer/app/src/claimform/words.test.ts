import { expect, test } from "vitest";
import type { TermWhole } from "../api/operations";
import { Terms } from "./words";

const term = (kind: TermWhole["kind"], key: string, other: Partial<TermWhole> = {}): TermWhole => ({
  id: key, kind, term: key, label: key.replaceAll("_", " "), definition: null, not: null, confusedWith: [], example: null, mappings: [], class: null, inverseLabel: null,
  symmetric: false, unary: false, aspect: null, broader: null, from: [], to: [], sign: "ZERO", achievement: false, commits: false, projects: [], incompatible: [], holds: null,
  allowed: [], exclusive: false, ...other,
});

const terms = new Terms([
  term("RELATION", "sails_for", { definition: "Takes a boat out on somebody's behalf." }), term("RELATION", "moors_at", { definition: "Ties a boat up." }),
  term("RELATION", "boats_with"), term("ENTITY_TYPE", "Ferry", { class: "ACTOR" }), term("ENTITY_TYPE", "Pier", { class: "PLACE" }), term("ROLE", "pilot", { holds: "ENTITY" }),
]);

test("relations are found by words of label and definition, those that begin so first", () => {
  expect(terms.found("boat").map((t) => t.term)).toEqual(["boats_with", "moors_at", "sails_for"]);
  expect(terms.found("boat up").map((t) => t.term)).toEqual(["moors_at"]);
  expect(terms.found(" ").length).toBe(3);
  expect(terms.found("canoe")).toEqual([]);
});

test("who may stand somewhere is told by type or class; of unknown types, anybody may", () => {
  expect(terms.admits([], "Pier")).toBe(true);
  expect(terms.admits(["actor"], "Ferry")).toBe(true);
  expect(terms.admits(["actor"], "Pier")).toBe(false);
  expect(terms.admits(["Pier"], "Pier")).toBe(true);
  expect(terms.admits(["actor"], "x:Kite")).toBe(true);
  const pier = { key: "old-pier", name: "Old Pier", type: { term: "Pier", label: "pier", class: "PLACE" as const } };
  expect([terms.judge(["actor", "Ferry"])(pier), terms.judge(["place"])(pier)]).toEqual(["Old Pier is a pier; here may stand: actor, Ferry.", ""]);
});
