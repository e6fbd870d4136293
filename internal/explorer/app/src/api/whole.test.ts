import { cleanup, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { forget } from "./client";
import Listed from "./whole.test.svelte";

// Twelve names in pages of five.
const names = ["Orchard Brigade", "Blue Valley", "Red Harbour", "Reed Company", "Lakes Council", "Lantern Column", "a", "b", "c", "d", "e", "f"];
const asked: Array<string | null> = [];

function serve() {
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    const { after } = (JSON.parse(init.body as string) as { variables: { after: string | null } }).variables;
    asked.push(after);
    const from = after === null ? 0 : Number(after);
    const nodes = names.slice(from, from + 5).map((form) => ({ form }));
    const end = from + nodes.length;
    const mentions = { totalCount: 12, pageInfo: { hasNextPage: end < 12, endCursor: String(end) }, nodes };
    return Promise.resolve(new Response(JSON.stringify({ data: { source: { mentions } } })));
  });
}

afterEach(() => {
  cleanup();
  forget();
  asked.length = 0;
  vi.unstubAllGlobals();
});

test("all pages are asked for, one after the other, and then shown at once", async () => {
  serve();
  render(Listed, { props: { most: 100 } });
  await waitFor(() => expect(screen.getByRole("list").textContent).toBe(names.join(" ")));
  expect(asked).toEqual([null, "5", "10"]);
});

test("beyond the most it stops, says so, and goes on when told to", async () => {
  serve();
  render(Listed, { props: { most: 5 } });
  await waitFor(() => expect(screen.getByRole("list").textContent).toBe(names.slice(0, 5).join(" ")));
  expect(screen.getByRole("status").textContent).toContain("The first 5 of 12 names");
  screen.getByRole("button", { name: "Fetch more" }).click();
  await waitFor(() => expect(screen.getByRole("list").textContent).toBe(names.slice(0, 10).join(" ")));
  expect(asked).toEqual([null, "5"]);
});
