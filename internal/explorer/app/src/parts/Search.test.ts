import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { entity } from "./invented";
import Search from "./Search.svelte";
import { Refusal, serve } from "./serving";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  history.replaceState({}, "", "/");
});

const hit = (name: string, ...others: string[]) => ({ ...entity(name), names: [name, ...others].map((text) => ({ text })) });
const found = (...nodes: unknown[]) => ({ entities: { totalCount: nodes.length, nodes } });
const combobox = () => screen.getByRole("combobox") as HTMLInputElement;
const write = (value: string) => fireEvent.input(combobox(), { target: { value } });
const press = (key: string) => fireEvent.keyDown(combobox(), { key });

function shown() {
  const chosen = vi.fn();
  render(Search, { label: "Find somebody", chosen });
  return chosen;
}

test("an entity is found by another of its names, which is told", async () => {
  serve({ Found: found(hit("Blue Valley", "Wādī al-Azraq")) });
  shown();
  await write("wadi");
  const option = await screen.findByRole("option");
  expect(option.textContent).toContain("Blue Valley");
  expect(option.textContent).toContain("Wādī al-Azraq");
  expect(combobox().getAttribute("aria-expanded")).toBe("true");
});

test("arrows go round the hits, and Enter takes the marked one", async () => {
  serve({ Found: found(hit("Reed Company"), hit("Red Harbour")) });
  const chosen = shown();
  await write("re");
  await screen.findAllByRole("option");
  await press("ArrowUp");
  const marked = screen.getByRole("option", { selected: true });
  expect(marked.textContent).toContain("Red Harbour");
  expect(combobox().getAttribute("aria-activedescendant")).toBe(marked.id);
  await press("ArrowDown");
  expect(screen.getByRole("option", { selected: true }).textContent).toContain("Reed Company");
  await press("Enter");
  expect(chosen).toHaveBeenCalledExactlyOnceWith("reed-company", "Reed Company");
  expect(combobox().getAttribute("aria-expanded")).toBe("false");
});

test("Enter before the answer waits for the hits of what was written, and takes none of before", async () => {
  serve({ Found: (v: Record<string, unknown>) => (v["text"] === "red" ? found(hit("Red Harbour")) : found(hit("Reed Company"))) });
  const chosen = shown();
  await write("red");
  await screen.findByRole("option");
  await write("reed");
  await press("Enter");
  await waitFor(() => expect(chosen).toHaveBeenCalledExactlyOnceWith("reed-company", "Reed Company"));
});

test("Enter without hits says that there are none", async () => {
  serve({ Found: found() });
  const chosen = shown();
  await write("Lantern Column");
  await press("Enter");
  await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Nobody and nothing is called “Lantern Column”."));
  expect(chosen).not.toHaveBeenCalled();
  expect(screen.queryByRole("option")).toBeNull();
  expect(combobox().getAttribute("aria-expanded")).toBe("false");
});

test("Escape closes the list, and an arrow opens it again without asking", async () => {
  const asked = serve({ Found: found(hit("Reed Company")) });
  shown();
  await write("reed");
  await screen.findByRole("option");
  await press("Escape");
  expect(combobox().getAttribute("aria-expanded")).toBe("false");
  await press("ArrowDown");
  expect(combobox().getAttribute("aria-expanded")).toBe("true");
  expect(asked).toHaveLength(1);
});

test("more than is shown is told", async () => {
  serve({ Found: { entities: { totalCount: 40, nodes: [hit("Reed Company")] } } });
  shown();
  await write("re");
  await waitFor(() => expect(screen.getByRole("status").textContent).toBe("1 of 40 are shown: go on writing."));
});

test("what the server refuses is told as it words it", async () => {
  serve({ Found: new Refusal("the text is too long") });
  shown();
  await write("re");
  await waitFor(() => expect(screen.getByRole("status").textContent).toBe("the text is too long"));
});

test("without anybody to hand it to, the page of the entity is gone to", async () => {
  serve({ Found: found(hit("Reed Company")) });
  vi.stubGlobal("scrollTo", () => undefined);
  render(Search, { label: "Find somebody" });
  await write("reed");
  await screen.findByRole("option");
  await press("Enter");
  expect(location.pathname).toBe("/entity/reed-company");
  expect(combobox().value).toBe("");
});
