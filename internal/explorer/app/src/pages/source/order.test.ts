import { expect, test } from "vitest";
import { first, inOrder, placeText, type Placed } from "./order";

const claim = (id: string, ...evidence: Array<Array<[number, number]>>): Placed => ({
  id, evidence: evidence.map((parts) => ({ parts: parts.map(([start, end]) => ({ start, end })) })),
});

test("claims follow where they first stand, whatever their ids and in whichever order their evidence comes", () => {
  const all = [
    claim("a", [[90, 99]], [[40, 50]]),
    claim("b", [[10, 30]]),
    claim("c", [[10, 20], [60, 70]]),
    claim("d"),
    claim("e", [[0, 5]]),
  ];
  expect(inOrder(all).map((c) => c.id)).toEqual(["e", "c", "b", "a", "d"]);
});

test("of the same words the one with the first id comes first, and so do those without a place", () => {
  const all = [claim("z"), claim("b", [[1, 2]]), claim("y"), claim("a", [[1, 2]])];
  expect(inOrder(all).map((c) => c.id)).toEqual(["a", "b", "y", "z"]);
});

test("what is ordered is left as it was", () => {
  const all = [claim("b", [[5, 6]]), claim("a", [[1, 2]])];
  inOrder(all);
  expect(all.map((c) => c.id)).toEqual(["b", "a"]);
});

test("a place is told part by part", () => {
  expect(first(claim("a", [[7, 9]], [[3, 4], [5, 6]]))).toEqual({ start: 3, end: 4 });
  expect(placeText(claim("a", [[3, 4], [5, 6]]).evidence[0]!)).toBe("3–4 … 5–6");
});
