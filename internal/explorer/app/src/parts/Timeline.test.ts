import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forget } from "../api/client";
import { type Page, Rest } from "../api/rest.svelte";
import type { StatementLine } from "../api/operations";
import { Here } from "../state/here.svelte";
import EntityTimeline from "./EntityTimeline.svelte";
import Timeline from "./Timeline.svelte";
import { entity, statement } from "./timeline/invented";

const page = (nodes: StatementLine[], total = nodes.length): Page<StatementLine> => ({ totalCount: total, nodes, pageInfo: { hasNextPage: total > nodes.length, endCursor: total > nodes.length ? "c1" : null } });
const whole = (nodes: StatementLine[]) => {
  const first = page(nodes);
  return new Rest(() => first, () => Promise.reject(new Error("There is no more.")));
};
const raid = statement("Orchard Brigade", "attacks", "Blue Valley");
const denied = statement("Orchard Brigade", "attacks", "Blue Valley", { polarity: "NEGATED", entity: entity("Orchard Brigade") });
const undated = statement("Red Harbour", "arms", "Orchard Brigade", { claim: { ...raid.claim, id: "arms", when: null }, stretches: [] });

beforeEach(() => {
  vi.stubGlobal("ResizeObserver", class { observe() {} unobserve() {} disconnect() {} });
  forget();
  history.replaceState({}, "", "/");
  Here.arrive();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test("what is drawn stands in the table, and what has no date is counted apart", () => {
  const { container } = render(Timeline, { dated: whole([raid, denied]), undated: whole([undated]) });
  const table = within(screen.getByRole("table", { name: "Statements with a date, in the order of time" }));
  expect(table.getAllByRole("row")).toHaveLength(3);
  expect(table.getByText("not so")).toBeTruthy();
  expect(container.querySelectorAll("figure .line")).toHaveLength(2);
  expect(container.querySelectorAll("figure .line .not")).toHaveLength(0);
  expect(screen.getByText("1 statement without a date, and so nowhere in the drawing")).toBeTruthy();
});

test("a time is chosen by its two ends, and its link sets the condition", async () => {
  const may = statement("Orchard Brigade", "attacks", "Blue Valley", { stretches: [{ holds: true, possible: "2031-05-03/2031-05-09", some: null, sure: null }] });
  render(Timeline, { dated: whole([may]), undated: whole([]) });
  await fireEvent.input(screen.getByLabelText("First day"), { target: { value: "2" } });
  expect(screen.getByLabelText("First day").getAttribute("aria-valuetext")).toBe("2031-05-05");
  const link = screen.getByRole("link", { name: /Only what may have been so/ });
  expect(link.getAttribute("href")).toBe("/?valid-at=2031-05-05%2F2031-05-09");
});

test("nothing that has a date is said, and nothing is drawn", () => {
  const { container } = render(Timeline, { dated: whole([]), undated: whole([undated]) });
  expect(screen.getByText("Nobody dates anything of this.")).toBeTruthy();
  expect(container.querySelector("figure")).toBeNull();
});

test("the timeline of an entity asks for more where it goes on", async () => {
  const asked: Array<Record<string, unknown>> = [];
  const empty = page([]);
  vi.stubGlobal("fetch", async (_: string, init: { body: string }) => {
    const { variables } = JSON.parse(init.body) as { variables: Record<string, unknown> };
    asked.push(variables);
    const dated = variables["after"] ? page([denied], 2) : page([raid], 2);
    return new Response(JSON.stringify({ data: { entity: { ...entity("Orchard Brigade"), dated, undated: empty } } }));
  });
  render(EntityTimeline, { entityKey: "orchard-brigade" });
  await fireEvent.click(await screen.findByRole("button", { name: /Show more \(1 left\)/ }));
  await vi.waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(3));
  expect(asked.map((v) => [v["key"], v["after"], v["undated"]])).toEqual([["orchard-brigade", undefined, undefined], ["orchard-brigade", "c1", false]]);
});
