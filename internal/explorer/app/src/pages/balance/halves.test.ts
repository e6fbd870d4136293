import { expect, test } from "vitest";
import { halves } from "./halves";

test("the time before a day ends on the day before it", () => {
  expect(halves("2031-06-01")).toEqual({ before: "../2031-05-31", after: "2031-06-01/.." });
  expect(halves("2032-03-01")).toEqual({ before: "../2032-02-29", after: "2032-03-01/.." });
  expect(halves("2031-01-01")?.before).toBe("../2030-12-31");
});

test("what is no day has no halves", () => {
  for (const text of ["", "2031-06", "2031-02-30", "2031-13-01", "then"]) expect(halves(text), text).toBeUndefined();
});
