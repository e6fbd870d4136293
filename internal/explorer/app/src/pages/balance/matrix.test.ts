import { expect, test } from "vitest";
import { matrix, type Pair } from "./matrix";

const names: Record<string, string> = { brigade: "Orchard Brigade", valley: "Blue Valley", harbour: "Red Harbour", council: "Lakes Council" };
const pair = (a: string, b: string, sign: Pair["sign"]): Pair => ({ a: { key: a, name: names[a]! }, b: { key: b, name: names[b]! }, sign });

test("a pair stands in the row and in the column of either, actors by name", () => {
  const m = matrix([pair("brigade", "valley", "NEGATIVE"), pair("harbour", "valley", "POSITIVE"), pair("brigade", "harbour", "AMBIVALENT")], 30);
  expect(m.actors.map((a) => a.name)).toEqual(["Blue Valley", "Orchard Brigade", "Red Harbour"]);
  expect(m.left).toBe(0);
  expect(m.cells.map((row) => row.map((p) => p?.sign))).toEqual([
    [undefined, "NEGATIVE", "POSITIVE"],
    ["NEGATIVE", undefined, "AMBIVALENT"],
    ["POSITIVE", "AMBIVALENT", undefined],
  ]);
});

test("with more than fit, those in most pairs stay, and how many are left out is told", () => {
  // valley is in three pairs, brigade and harbour in two, council in one.
  const pairs = [pair("brigade", "valley", "NEGATIVE"), pair("harbour", "valley", "POSITIVE"), pair("council", "valley", "POSITIVE"), pair("brigade", "harbour", "NEGATIVE")];
  const three = matrix(pairs, 3);
  expect(three.actors.map((a) => a.key)).toEqual(["valley", "brigade", "harbour"]);
  expect(three.left).toBe(1);
  // Of brigade and harbour the first key is taken.
  const two = matrix(pairs, 2);
  expect(two.actors.map((a) => a.key)).toEqual(["valley", "brigade"]);
  expect(two.cells.map((row) => row.map((p) => p?.sign))).toEqual([[undefined, "NEGATIVE"], ["NEGATIVE", undefined]]);
});

test("no pairs, no matrix", () => {
  expect(matrix([], 30)).toEqual({ actors: [], left: 0, cells: [] });
});
