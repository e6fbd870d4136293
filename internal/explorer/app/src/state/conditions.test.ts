import { expect, test } from "vitest";
import { join, split } from "./conditions";

test("what is joined comes apart again, whatever is in it", () => {
  for (const values of [["a"], ["a", "b"], ["label:an officer, unnamed", 'so "called"', " spaced ", "two\nlines", "ü"]]) {
    expect(split(join(values))).toEqual(values);
  }
});
