import { expect, test } from "vitest";
import { stretcher } from "./stretches";

test("a list is taken apart in its order, the last stretch as short as it is", () => {
  expect(stretcher<number>(2)([1, 2, 3, 4, 5])).toEqual([[1, 2], [3, 4], [5]]);
  expect(stretcher<number>(2)([])).toEqual([]);
});

test("where a list goes on, full stretches stay the same and the last grows", () => {
  const apart = stretcher<number>(2);
  const [first, short] = apart([1, 2, 3]);
  const [again, full] = apart([1, 2, 3, 4]);
  expect(again).toBe(first);
  expect(full).not.toBe(short);
  expect(full).toEqual([3, 4]);
});

test("another list has no stretch of the one before", () => {
  const apart = stretcher<number>(2);
  apart([1, 2, 3]);
  expect(apart([1, 9])).toEqual([[1, 9]]);
});
