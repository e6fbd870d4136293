import { expect, test } from "vitest";
import { sorted } from "./sorting";

const rows = [{ key: "a", date: "2031-05-04", claims: 9 }, { key: "b", date: "", claims: 40 }, { key: "c", date: "2031-05-01", claims: 9 }];
const keys = (found: typeof rows) => found.map((r) => r.key).join("");

test("numbers are sorted as numbers, and equal rows keep their order either way", () => {
  const claims = { name: "claims", of: (r: (typeof rows)[number]) => r.claims };
  expect(keys(sorted(rows, claims, false))).toBe("acb");
  expect(keys(sorted(rows, claims, true))).toBe("bac");
});

test("what has nothing there comes last, whichever way", () => {
  const date = { name: "date", of: (r: (typeof rows)[number]) => r.date };
  expect(keys(sorted(rows, date, false))).toBe("cab");
  expect(keys(sorted(rows, date, true))).toBe("acb");
});
