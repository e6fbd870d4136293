import { expect, test } from "vitest";
import { type Page, Rest } from "./rest.svelte";

const page = (total: number, nodes: string[], after: string | null): Page<string> => ({ totalCount: total, nodes, pageInfo: { hasNextPage: after !== null, endCursor: after } });

test("what follows is put after what is there, until nothing is left", async () => {
  const asked: string[] = [];
  const first = page(3, ["a"], "1");
  const rest = new Rest(() => first, async (after) => {
    asked.push(after);
    return after === "1" ? page(3, ["b"], "2") : page(3, ["c"], null);
  });
  expect([rest.nodes, rest.left]).toEqual([["a"], 2]);
  await rest.more();
  await rest.more();
  await rest.more();
  expect([rest.nodes, rest.left, rest.after]).toEqual([["a", "b", "c"], 0, null]);
  expect(asked).toEqual(["1", "2"]);
});

test("another first page begins the list anew, also while more is on its way", async () => {
  let first = page(2, ["a"], "1");
  const rest = new Rest(() => first, async () => {
    first = page(1, ["z"], null);
    return page(2, ["b"], null);
  });
  await rest.more();
  expect(rest.nodes).toEqual(["z"]);
});

test("what went wrong is told, and the list stays", async () => {
  const first = page(2, ["a"], "1");
  const rest = new Rest(() => first, () => Promise.reject(new Error("The server does not answer.")));
  await rest.more();
  expect([rest.error?.message, rest.nodes, rest.asking]).toEqual(["The server does not answer.", ["a"], false]);
});
