import { expect, test } from "vitest";
import { line } from "./invented";
import { brings, coming } from "./reach";

const around = [
  line("a attacks b"), line("a attacks c"), line("d attacks a"), line("a supports b"), line("e supports a"), line("a negotiates_with e"), line("a attacks a"), line("a began"),
];

test("what would come is counted by type, the type that brings most first", () => {
  const all = coming("a", around, new Set(["a", "b"]));
  expect(all.map(({ term, out, in: to, fresh }) => [term, out, to, fresh])).toEqual([
    ["attacks", 2, 1, ["c", "d"]],
    ["negotiates_with", 1, 0, ["e"]],
    ["supports", 1, 1, ["e"]],
  ]);
});

test("an entity that several types lead to comes once", () => {
  const all = coming("a", around, new Set(["a", "b"]));
  expect(brings(all, ["supports", "negotiates_with"])).toBe(1);
  expect(brings(all, ["attacks", "supports", "negotiates_with"])).toBe(3);
  expect(brings(all, [])).toBe(0);
});
