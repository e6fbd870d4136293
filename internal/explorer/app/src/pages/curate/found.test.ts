import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forget } from "../../api/client";
import { found } from "./found";

const fetched = vi.fn();
const line = (transaction: number, undoes: number | null = null) => ({ cursor: `c${transaction}`, transaction, committedAt: "2031-06-01T10:00:00Z", author: "vale", reason: "A slip.", undoes, counts: [] });
const answer = (nodes: unknown[], startCursor: string | null) =>
  new Response(JSON.stringify({ data: { changes: { totalCount: 4, pageInfo: { hasPreviousPage: startCursor !== null, startCursor }, nodes } } }));

beforeEach(() => {
  fetched.mockReset();
  forget();
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => vi.unstubAllGlobals());

test("a transaction is found pages back, with what follows it and what took it back", async () => {
  fetched.mockResolvedValueOnce(answer([line(3), line(4, 2)], "c3")).mockResolvedValueOnce(answer([line(1), line(2)], null));
  expect(await found(2, {})).toEqual({ change: line(2), before: "c3", undone: 4 });
  expect(fetched.mock.calls.map(([, request]) => JSON.parse(request.body).variables.before)).toEqual([null, "c3"]);
});

test("nothing follows the last one", async () => {
  fetched.mockResolvedValueOnce(answer([line(3), line(4, 2)], "c3"));
  expect(await found(4, {})).toEqual({ change: line(4, 2), before: undefined, undone: undefined });
});

test("a number that no transaction has is looked for no further than it could be", async () => {
  fetched.mockResolvedValueOnce(answer([line(3), line(4, 2)], "c3"));
  expect(await found(9, {})).toBeUndefined();
  expect(fetched).toHaveBeenCalledTimes(1);
});
