import { expect, test } from "vitest";
import { Letters } from "../../words/codepoints";
import { blockAt, blocks, resting, within } from "./blocks";

test("a block ends with the line in which it has enough", () => {
  // Lines of 4, 3, 6 and 2 code points; the ear is one.
  const letters = new Letters("a🌾\r\nbc\nlonger🌾"  + "\nx");
  expect(blocks(letters, 3)).toEqual([{ start: 0, end: 4 }, { start: 4, end: 15 }, { start: 15, end: 16 }]);
  expect(blocks(letters, 99)).toEqual([{ start: 0, end: 16 }]);
  expect(blocks(new Letters(""), 3)).toEqual([]);
});

const two = [{ start: 0, end: 10 }, { start: 10, end: 25 }];

test("a place is in one block", () => {
  expect([-1, 0, 9, 10, 24, 99].map((p) => blockAt(two, p))).toEqual([-1, 0, 0, 1, 1, 1]);
});

test("what reaches over blocks is in each, cut where they meet", () => {
  const spans = [{ start: 2, end: 12, kind: "claim" as const, id: "0" }, { start: 10, end: 14, kind: "mention" as const, id: "red-harbour" }];
  expect(resting(two, spans).map((of) => of.map((s) => s.id))).toEqual([["0"], ["0", "red-harbour"]]);
  expect(within(two[1]!, spans)).toEqual([
    { start: 10, end: 12, claims: ["0"], mentions: ["red-harbour"] },
    { start: 12, end: 14, claims: [], mentions: ["red-harbour"] },
    { start: 14, end: 25, claims: [], mentions: [] },
  ]);
});
