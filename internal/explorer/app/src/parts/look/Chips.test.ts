import { render, screen } from "@testing-library/svelte";
import { beforeEach, expect, test, vi } from "vitest";
import { Here } from "../../state/here.svelte";
import Chips from "./Chips.svelte";

beforeEach(() => {
  vi.stubGlobal("fetch", async (_: string, { body }: { body: string }) => {
    const key = (JSON.parse(body) as { variables: { key: string } }).variables.key;
    return new Response(JSON.stringify({ data: { entity: key === "vale" ? { key, name: "Blue Valley", type: { term: "Movement", label: "movement", class: "ACTOR" } } : null } }));
  });
});

test("each value has a name and a link that takes it alone back; what is not understood is told", async () => {
  Here.go('/claims?voice=vale,"label:an officer, unnamed"&status=stated&undated=false&contradicted=false&sign=plus', { replace: true });
  render(Chips);
  await vi.waitFor(() => expect(screen.getByText("Blue Valley")).toBeTruthy());
  expect(screen.getAllByRole("listitem").map((li) => li.textContent?.replace(/\s+/g, " ").trim())).toEqual([
    "only what is said by Blue Valley ×", "only what is said by “an officer, unnamed” ×", "only stated ×", "only what is in no contradiction ×", "not understood, and left out: sign=plus", "all off",
  ]);
  const back = screen.getByRole("link", { name: "Take back: only what is said by vale" });
  expect(new URLSearchParams(back.getAttribute("href")!.split("?")[1]).get("voice")).toBe('"label:an officer, unnamed"');
});
