import { expect, test } from "vitest";
import { undoneBy } from "./undone";

const change = (transaction: number, undoes: number | null = null) => ({ transaction, undoes });

test("what was undone is told with what undid it", () => {
  expect([...undoneBy([change(3, 1), change(2), change(1)])]).toEqual([[1, 3]]);
});

test("an undoing that was undone itself undoes nothing", () => {
  expect([...undoneBy([change(3, 2), change(2, 1), change(1)])]).toEqual([[2, 3]]);
  expect([...undoneBy([change(4, 1), change(3, 2), change(2, 1), change(1)])]).toEqual([[1, 4], [2, 3]]);
});
