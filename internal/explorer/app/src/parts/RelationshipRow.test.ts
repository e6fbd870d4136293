import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { claim, entity, gazette, relationship, voice } from "./invented";
import RelationshipRow from "./RelationshipRow.svelte";
import { serve } from "./serving";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const text = () => document.body.textContent!.replace(/\s+/g, " ").trim();
const support = { claims: 2, sources: 1, origins: 1, asserting: 1, deniedBy: [{ entity: entity("Reed Company"), label: null, source: gazette, role: "ACCUSED" as const }] };
const raids = { term: "raids", label: "raids", inverseLabel: "raided by", symmetric: false, unary: false };

test("a relationship tells its ends, its status in words, what it rests on and who denies it", () => {
  render(RelationshipRow, { relationship: relationship("Reed Company", "raids", "Red Harbour", { support }) });
  for (const part of ["Reed Company raids Red Harbour", "stated", "2 claims, 1 origin", "denied by Reed Company"]) expect(text()).toContain(part);
});

test("seen from its other end it reads the other way, and that end is not named again", () => {
  render(RelationshipRow, { relationship: relationship("Reed Company", "raids", "Red Harbour", { type: raids }), seenFrom: "red-harbour" });
  expect(text()).toContain("raided by Reed Company");
  expect(screen.queryByText("Red Harbour")).toBeNull();
});

test("who says so and who denies it stand beside each other, each with the source", () => {
  const said = { totalCount: 3, nodes: [{ modality: "ASSERTED" as const, when: null, voices: [voice("Lakes Council")], source: gazette }] };
  const contradictions = { totalCount: 1, nodes: [{ id: "k1", rule: "POLARITY" as const, sides: [{ says: "affirmed: raids" }, { says: "negated: raids" }] }] };
  render(RelationshipRow, { relationship: relationship("Reed Company", "raids", "Red Harbour", { support, said, contradictions }) });
  expect(text()).toContain("says so: Lakes Council, as told by Sandgate Gazette");
  expect(text()).toContain("and 2 more claims that it is so");
  expect(text()).toContain("says it is not so: Reed Company (it is said of them), as told by Sandgate Gazette");
  expect(screen.getByText("yes and no").getAttribute("href")).toBe("/contradiction/k1");
});

test("that nobody denies it is told too", () => {
  const said = { totalCount: 1, nodes: [{ modality: "ALLEGED" as const, when: null, voices: [], source: gazette }] };
  render(RelationshipRow, { relationship: relationship("Reed Company", "raids", "Red Harbour", { said, contradictions: { totalCount: 0, nodes: [] } }) });
  expect(text()).toContain("alleges it: Sandgate Gazette");
  expect(text()).toContain("says it is not so: nobody here");
});

test("it opens to its claims, and says that it is open", async () => {
  const nodes = [claim("Reed Company", "raids", "Red Harbour", { gist: "The Company took boats." })];
  const asked = serve({
    Evidence: { relationship: { ...relationship("Reed Company", "raids", "Red Harbour"), claims: { totalCount: 1, pageInfo: { hasNextPage: false, endCursor: null }, nodes }, contradictions: { totalCount: 0, nodes: [] } } },
  });
  render(RelationshipRow, { relationship: relationship("Reed Company", "raids", "Red Harbour") });
  const button = screen.getByRole("button", { name: "Claims: Reed Company raids Red Harbour" });
  expect(asked).toHaveLength(0);
  await fireEvent.click(button);
  expect(await screen.findByText("The Company took boats.")).toBeTruthy();
  expect(button.getAttribute("aria-expanded")).toBe("true");
});

test("of many times and deniers a line has the first, and says how many more there are", () => {
  const spells = ["2031-01", "2031-03", "2031-05", "2031-07", "2031-09"].map((when) => ({ when, holds: true, extent: "SOMETIME" as const }));
  const deniedBy = ["Ash", "Birch", "Cedar", "Dogwood"].map((name) => ({ entity: entity(name), label: null, source: gazette, role: "THIRD_PARTY" as const }));
  render(RelationshipRow, { relationship: relationship("Reed Company", "raids", "Red Harbour", { spells, support: { ...support, deniedBy } }) });
  expect(text()).toContain("January 2031; March 2031; May 2031; 2 more times");
  expect(text()).toContain("denied by Ash, Birch, Cedar and 1 more");
});
