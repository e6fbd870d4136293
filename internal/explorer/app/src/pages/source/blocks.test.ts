import { expect, test } from "vitest";
import { blocks } from "./blocks";

test("blocks follow each other without a gap, and the last has what is left", () => {
  const piece = (start: number, end: number) => ({ start, end, claims: [], mentions: [] });
  const pieces = [piece(0, 4), piece(4, 5), piece(5, 9), piece(9, 12), piece(12, 20)];
  expect(blocks(pieces, 2).map((b) => [b.start, b.end, b.pieces.length])).toEqual([[0, 5, 2], [5, 12, 2], [12, 20, 1]]);
  expect(blocks([], 2)).toEqual([]);
});
