import { expect, test } from "vitest";
import { isoDay } from "../../words/edtf";
import { chosen, edtf, grain } from "./brush";

const day = (iso: string) => Date.parse(iso) / 86_400_000;
const span = (from: string, to: string) => ({ from: day(from), to: day(to) });

test("a few months are chosen by days", () => {
  const g = grain(span("2031-05-01", "2031-05-03"));
  expect(g.unit).toBe("day");
  expect(g.stops.map(isoDay)).toEqual(["2031-05-01", "2031-05-02", "2031-05-03", "2031-05-04"]);
  expect(edtf(g, { from: 0, to: 1 })).toBe("2031-05-01/2031-05-02");
  expect(edtf(g, { from: 2, to: 2 })).toBe("2031-05-03");
});

test("some years are chosen by months, from that of the first day to that of the last", () => {
  const g = grain(span("2030-11-20", "2031-12-02"));
  expect(g.unit).toBe("month");
  expect(g.stops).toHaveLength(15);
  expect([isoDay(g.stops[0]!), isoDay(g.stops.at(-1)!)]).toEqual(["2030-11-01", "2032-01-01"]);
  expect(edtf(g, { from: 0, to: 13 })).toBe("2030-11/2031-12");
  expect(edtf(g, { from: 2, to: 2 })).toBe("2031-01");
});

test("decades are chosen by years", () => {
  const g = grain(span("1994-06-01", "2031-06-30"));
  expect(g.unit).toBe("year");
  expect(edtf(g, { from: 0, to: 37 })).toBe("1994/2031");
  expect(edtf(g, { from: 6, to: 6 })).toBe("2000");
});

test("what was chosen is found again, and what reaches out is cut", () => {
  const g = grain(span("2030-11-20", "2031-12-02"));
  expect(chosen(g, "2031-01/2031-03")).toEqual({ from: 2, to: 4 });
  expect(chosen(g, "2031-01-15")).toEqual({ from: 2, to: 2 });
  expect(chosen(g, "2020/2030")).toEqual({ from: 0, to: 1 });
  expect(chosen(g, "2031-10/..")).toEqual({ from: 11, to: 13 });
  expect(chosen(g, "2040")).toBeUndefined();
  expect(chosen(g, "2020")).toBeUndefined();
  expect(chosen(g, "soon")).toBeUndefined();
});
