import { expect, test } from "vitest";
import { earlier } from "./earlier";

const state = (transaction: number, id: string | null) => ({ transaction, committedAt: `2031-06-0${transaction}T10:00:00Z`, verdict: id === null ? null : { id } });

test("each verdict before the one of now is told, from when until when", () => {
  const states = [state(8, "third"), state(7, "second"), state(5, "second"), state(4, null), state(3, "first"), state(2, null)];
  expect(earlier(states, true)).toEqual([
    { verdict: { id: "second" }, since: states[2], until: states[0] },
    { verdict: { id: "first" }, since: states[4], until: states[3] },
  ]);
});

test("one that was taken back is an earlier one", () => {
  const states = [state(4, null), state(3, "first")];
  expect(earlier(states, true)).toEqual([{ verdict: { id: "first" }, since: states[1], until: states[0] }]);
});

test("since when the oldest holds is not known where nobody looked further back", () => {
  const states = [state(8, "third"), state(7, "second")];
  expect(earlier(states, false)).toEqual([{ verdict: { id: "second" }, since: undefined, until: states[0] }]);
});

test("without another one there is no earlier one", () => {
  expect(earlier([state(8, "only"), state(5, "only")], true)).toEqual([]);
  expect(earlier([], true)).toEqual([]);
});
