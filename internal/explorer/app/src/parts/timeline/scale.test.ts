import { expect, test } from "vitest";
import { isoDay } from "../../words/edtf";
import { marks, roomy, scale, ticks } from "./scale";

const day = (iso: string) => Date.parse(iso) / 86_400_000;
const span = (from: string, to: string) => ({ from: day(from), to: day(to) });

test("a day begins where the days before it end, and the span ends with its last day", () => {
  const at = scale({ from: 100, to: 109 }, 500);
  expect([at(100), at(101), at(110)]).toEqual([0, 50, 500]);
});

test("room is a sixteenth on each side, and a day at least", () => {
  expect(roomy({ from: 0, to: 319 })).toEqual({ from: -20, to: 339 });
  expect(roomy({ from: 5, to: 5 })).toEqual({ from: 4, to: 6 });
});

test.each([
  ["days of a week", span("2031-05-01", "2031-05-04"), 400, ["1 May 2031", "2 May 2031", "3 May 2031", "4 May 2031"]],
  ["weeks from a Monday", span("2031-05-01", "2031-05-31"), 500, ["5 May 2031", "12 May 2031", "19 May 2031", "26 May 2031"]],
  ["months over the end of a year", span("2031-11-15", "2032-02-10"), 300, ["Dec 2031", "Jan 2032", "Feb 2032"]],
  ["quarters", span("2031-01-01", "2031-12-31"), 320, ["Jan 2031", "Apr 2031", "Jul 2031", "Oct 2031"]],
  ["years", span("2029-03-01", "2031-06-30"), 150, ["2030", "2031"]],
  ["tens of years", span("1995-01-01", "2031-12-31"), 200, ["2000", "2010", "2020", "2030"]],
])("%s", (_, s, width, labels) => expect(ticks(s, width).map((t) => t.label)).toEqual(labels));

test("a span too long for all steps is marked by the widest", () => {
  expect(ticks(span("0001-01-01", "2031-01-01"), 60).map((t) => t.label)).toEqual(["500", "1000", "1500", "2000"]);
});

test("marks lie within the span, their ends included", () => {
  expect(marks(span("2031-01-01", "2031-03-01"), "month", 1).map(isoDay)).toEqual(["2031-01-01", "2031-02-01", "2031-03-01"]);
  expect(marks(span("2031-01-02", "2031-01-31"), "month", 1)).toEqual([]);
});
