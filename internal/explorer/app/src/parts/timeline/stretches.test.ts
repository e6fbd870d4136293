import { expect, test } from "vitest";
import { scale } from "./scale";
import { place, reach, type Told } from "./stretches";

const told = (t: Partial<Told>): Told => ({ holds: true, possible: null, some: null, sure: null, ...t });
const day = (iso: string) => Date.parse(iso) / 86_400_000;
// Ten days from 1 May 2031, ten pixels each.
const span = { from: day("2031-05-01"), to: day("2031-05-10") };
const at = scale(span, 100);

test("a reach goes from the first limit to the last, whichever part has it", () => {
  const all = [told({ possible: "2031-05-02/.." }), told({ possible: "../2031-05-20", some: "2031-05-04/2031-05-05" })];
  expect(reach(all)).toEqual({ from: day("2031-05-02"), to: day("2031-05-20") });
});

test("what has no limit at all has no reach", () => {
  expect(reach([told({ possible: "../.." }), told({})])).toBeUndefined();
});

test("each part lies on its days, the last one whole", () => {
  const p = place(told({ possible: "2031-05-02/2031-05-08", some: "2031-05-03/2031-05-04", sure: "2031-05-03" }), at, 100);
  expect(p.possible).toEqual({ x: 10, width: 70, openStart: false, openEnd: false });
  expect(p.some).toEqual({ x: 20, width: 20, openStart: false, openEnd: false });
  expect(p.sure).toEqual({ x: 20, width: 10, openStart: false, openEnd: false });
});

test("an end without limit reaches the edge, and is open", () => {
  expect(place(told({ possible: "2031-05-06/.." }), at, 100).possible).toEqual({ x: 50, width: 50, openStart: false, openEnd: true });
  expect(place(told({ possible: "../2031-05-06" }), at, 100).possible).toEqual({ x: 0, width: 60, openStart: true, openEnd: false });
  expect(place(told({ possible: "../.." }), at, 100).possible).toEqual({ x: 0, width: 100, openStart: true, openEnd: true });
});

test("what goes beyond the drawing is open there, and what lies outside is not drawn", () => {
  expect(place(told({ possible: "2031-04/2031-05-02" }), at, 100).possible).toEqual({ x: 0, width: 20, openStart: true, openEnd: false });
  expect(place(told({ possible: "2031-06" }), at, 100).possible).toBeNull();
  expect(place(told({ possible: "2030" }), at, 100).possible).toBeNull();
});

test("a day among years is wide enough to be seen, about its middle", () => {
  const years = scale({ from: day("2031-01-01"), to: day("2034-12-31") }, 146.1);
  const p = place(told({ sure: "2031-01-21" }), years, 146.1).sure!;
  expect(p.width).toBe(4);
  expect(p.x).toBeCloseTo(0.05, 1);
});

test("what is not known is not placed", () => {
  expect(place(told({ holds: null }), at, 100)).toEqual({ holds: null, possible: null, some: null, sure: null });
  expect(place(told({ possible: "some day" }), at, 100).possible).toBeNull();
});
