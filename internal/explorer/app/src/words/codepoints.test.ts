import { expect, test } from "vitest";
import { Letters } from "./codepoints";

test("a place beyond an emoji lies one code unit further for each", () => {
  const t = new Letters("a🌾b🌾c");
  expect(t.length).toBe(5);
  expect([0, 1, 2, 3, 4, 5].map((p) => t.index(p))).toEqual([0, 1, 3, 4, 6, 7]);
  expect(t.slice(1, 2)).toBe("🌾");
  expect(t.slice(2, 5)).toBe("b🌾c");
});

test("what is joined from several code points is counted as several", () => {
  // A family: two people, joined; and a letter with a mark behind it.
  const t = new Letters("👩‍🌾 e\u0301.");
  expect(t.length).toBe(7);
  expect(t.slice(4, 6)).toBe("e\u0301");
});

test("Arabic letters take one code unit each", () => {
  const t = new Letters("لواء البستان 🌾 هنا");
  expect(t.slice(0, 12)).toBe("لواء البستان");
  expect(t.slice(13, 14)).toBe("🌾");
  expect(t.slice(15, 18)).toBe("هنا");
});

test("line ends are as the file has them", () => {
  const t = new Letters("one\r\ntwo\n🌾");
  expect(t.slice(5, 8)).toBe("two");
  expect(t.slice(9, 10)).toBe("🌾");
});

test("what lies outside is the beginning or the end", () => {
  const t = new Letters("a🌾");
  expect([t.index(-3), t.index(2), t.index(99)]).toEqual([0, 3, 3]);
  expect(t.slice(1, 99)).toBe("🌾");
  expect(new Letters("").slice(0, 5)).toBe("");
});

test("a place of the string is the code point that begins there, or has it inside", () => {
  const t = new Letters("a🌾b🌾c");
  expect([0, 1, 2, 3, 4, 5, 6, 7, 99].map((i) => t.point(i))).toEqual([0, 1, 1, 2, 3, 3, 4, 5, 5]);
});
