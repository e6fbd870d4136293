import { expect, test } from "vitest";
import { type End, narrowed } from "./ends";

const given = (of: Partial<Record<End, string>>) => (end: End) => of[end] ?? "";

test("without ends, the filter of the address is what counts", () => {
  expect(narrowed(undefined, given({}))).toBeUndefined();
  expect(narrowed({ sign: ["NEGATIVE"] }, given({}))).toEqual({ sign: ["NEGATIVE"] });
});

test("ends narrow it further", () => {
  expect(narrowed({ sign: ["NEGATIVE"] }, given({ from: "vale", to: "reed" }))).toEqual({ sign: ["NEGATIVE"], from: { entities: ["vale"] }, to: { entities: ["reed"] } });
  expect(narrowed(undefined, given({ involving: "vale" }))).toEqual({ involving: ["vale"] });
});
