import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Here } from "../state/here.svelte";
import { draw } from "./drawing";
import Entities from "./Entities.svelte";
import Expand from "./Expand.svelte";
import { entity, line } from "./invented";
import { coming } from "./reach";
import Relationships from "./Relationships.svelte";
import { read, type Steps } from "./steps";

const steps: Steps = { around: ["a"], depth: 1, expand: [], hide: [], by: "", open: [], selected: "", other: "" };
const hostile = "<img src=x onerror=alert(1)>";
const names: Record<string, string> = { a: hostile, b: "لشکر باغ" };
const nameOf = (key: string) => names[key] ?? key;
const goesTo = (a: HTMLElement) => {
  const params = new URL((a as HTMLAnchorElement).href).searchParams;
  return read((name) => params.get(name) ?? "");
};

beforeEach(() => {
  vi.stubGlobal("scrollTo", () => {});
  Here.go("/graph?around=a&status=stated");
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("the table of relationships", () => {
  const denied = line("a attacks b", "CONTESTED");
  denied.support.deniedBy = [{ entity: { name: "Reed Company" }, label: null }, { entity: { name: "Reed Company" }, label: null }, { entity: null, label: "an elder" }, { entity: null, label: null }];

  test("has names as texts, each in its own direction", () => {
    const { container } = render(Relationships, { relationships: [denied], nameOf, steps, table: "t" });
    expect(container.querySelector("img")).toBeNull();
    expect([...container.querySelectorAll("tbody bdi")].slice(0, 2).map((b) => b.textContent)).toEqual([hostile, "لشکر باغ"]);
  });
  test("tells status and sign in words, and each who denies it once", () => {
    render(Relationships, { relationships: [denied], nameOf, steps, table: "t" });
    const cells = within(screen.getAllByRole("row")[1]!).getAllByRole("cell").map((c) => c.textContent!.trim());
    expect(cells[0]).toBe("attacks");
    expect(cells[2]).toContain("contested, hostile");
    expect(cells[4]).toBe("Reed Company, an elder, the source itself");
  });
  test("leads to the evidence under the conditions of now", () => {
    render(Relationships, { relationships: [denied], nameOf, steps, table: "t" });
    const link = screen.getByRole("link", { name: `Evidence: ${hostile} attacks لشکر باغ` });
    expect(goesTo(link).selected).toBe("a attacks b");
    expect(new URL((link as HTMLAnchorElement).href).searchParams.get("status")).toBe("stated");
  });
  test("goes on where it is long", async () => {
    render(Relationships, { relationships: Array.from({ length: 130 }, (_, i) => line(`a attacks b${i}`)), nameOf, steps, table: "t" });
    expect(screen.getAllByRole("row")).toHaveLength(101);
    await fireEvent.click(screen.getByRole("button", { name: "Show 30 more" }));
    expect(screen.getAllByRole("row")).toHaveLength(131);
  });
});

test("the table of entities has all that can be done with them", () => {
  const s = { entities: [entity("a", hostile), entity("b", "Blue Valley", "State"), entity("c", "Sandgate", "State")], relationships: [line("a attacks b"), line("a began")], hidden: new Map([["a", 4]]), truncated: false };
  render(Entities, { drawing: draw(s, { by: "type", open: [], around: ["a"], selected: "", communities: [] }), steps });
  expect(goesTo(screen.getByRole("link", { name: `Expand around ${hostile}` })).selected).toBe("a");
  expect(goesTo(screen.getByRole("link", { name: `Remove ${hostile}` })).hide).toEqual(["a"]);
  expect(goesTo(screen.getByRole("link", { name: "Open state" })).open).toEqual(["type:State"]);
  const cells = within(screen.getAllByRole("row")[1]!).getAllByRole("cell").map((c) => c.textContent!.trim());
  expect(cells.slice(1, 3)).toEqual(["2", "4"]);
});

test("expanding shows counts first, and then adds the types that were chosen", async () => {
  const around = [line("a attacks c"), line("d attacks a"), line("a supports e"), line("a supports b")];
  render(Expand, { name: "Orchard Brigade", entity: "a", coming: coming("a", around, new Set(["a", "b"])), steps, shown: 2 });
  expect(screen.getByRole("button", { name: "Add 3 entities" })).toBeTruthy();
  await fireEvent.click(screen.getByRole("checkbox", { name: /supports: 1 new \(2 from it\)/ }));
  await fireEvent.click(screen.getByRole("button", { name: "Add 2 entities" }));
  expect(read((n) => Here.param(n)).expand).toEqual([{ key: "a", types: ["attacks"] }]);
});
