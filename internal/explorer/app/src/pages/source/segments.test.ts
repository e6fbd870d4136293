import { expect, test } from "vitest";
import { covered, segmentAt, segments, type Span } from "./segments";

const claim = (id: string, start: number, end: number): Span => ({ kind: "claim", id, start, end });
const mention = (id: string, start: number, end: number): Span => ({ kind: "mention", id, start, end });

test("spans that overlap are taken apart at every beginning and end", () => {
  expect(segments(10, [claim("a", 2, 6), claim("b", 4, 8), mention("m", 4, 5)])).toEqual([
    { start: 0, end: 2, claims: [], mentions: [] },
    { start: 2, end: 4, claims: ["a"], mentions: [] },
    { start: 4, end: 5, claims: ["a", "b"], mentions: ["m"] },
    { start: 5, end: 6, claims: ["a", "b"], mentions: [] },
    { start: 6, end: 8, claims: ["b"], mentions: [] },
    { start: 8, end: 10, claims: [], mentions: [] },
  ]);
});

test("spans that touch don't overlap", () => {
  const found = segments(4, [claim("a", 0, 2), claim("b", 2, 4)]);
  expect(found.map((s) => s.claims)).toEqual([["a"], ["b"]]);
});

test("two spans of one claim on the same words count once", () => {
  expect(segments(3, [claim("a", 0, 3), claim("a", 1, 2)]).map((s) => s.claims)).toEqual([["a"], ["a"], ["a"]]);
});

test("what reaches beyond the text is cut, and what covers nothing is left out", () => {
  expect(segments(5, [claim("a", 3, 9), claim("b", 7, 9), mention("m", 2, 2)])).toEqual([
    { start: 0, end: 3, claims: [], mentions: [] },
    { start: 3, end: 5, claims: ["a"], mentions: [] },
  ]);
});

test("an empty text has no segment", () => {
  expect(segments(0, [claim("a", 0, 3)])).toEqual([]);
});

test("a place is in the segment that begins there", () => {
  const found = segments(6, [claim("a", 2, 4)]);
  expect(segmentAt(found, 2)?.claims).toEqual(["a"]);
  expect(segmentAt(found, 4)?.claims).toEqual([]);
  expect(segmentAt(found, 6)).toBeUndefined();
  expect(found.map(covered)).toEqual([false, true, false]);
});
