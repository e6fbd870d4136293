import { beforeEach, expect, test, vi } from "vitest";
import { forget } from "../api/client";
import { Reach } from "../api/reach.svelte";
import { Fresh } from "./fresh.svelte";

let transaction = 4;
beforeEach(() => {
  transaction = 4;
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ data: { server: { data: { transaction, committedAt: `2031-06-0${transaction}T00:00:00Z` } } } })));
});

test("a transaction of somebody else is told, one's own is not, and all is asked anew when it is wanted", async () => {
  await Fresh.look();
  expect(Fresh.changed).toBeUndefined();
  transaction = 5;
  await Fresh.look();
  expect(Fresh.changed).toBe(5);
  const before = Reach.changes;
  Fresh.anew();
  await vi.waitFor(() => expect(Fresh.changed).toBeUndefined());
  expect(Reach.changes).toBe(before + 1);
  await Fresh.look();
  transaction = 6;
  forget(); // as what changes something does
  await Fresh.look();
  expect(Fresh.changed).toBeUndefined();
});
