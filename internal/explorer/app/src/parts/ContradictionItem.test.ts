import { cleanup, render, screen, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { ClaimCard, ContradictionCard } from "../api/operations";
import { why } from "../words/contradiction";
import ContradictionItem from "./ContradictionItem.svelte";
import { entity, statement } from "./timeline/invented";

const claim = (id: string, polarity: ClaimCard["polarity"]): ClaimCard => ({
  ...statement("Red Harbour", "shelters", "Reed Company").claim, id, revision: 1, from: entity("Red Harbour"), to: entity("Reed Company"),
  type: { term: "shelters", label: "shelters", inverseLabel: null, symmetric: false }, roles: [], disputes: [], reconciles: [], polarity, modality: "ASSERTED", when: null, number: null, evidence: [],
  gist: `gist of ${id}`, credibility: null, retractedAt: null,
});
const found: ContradictionCard = {
  id: "c", rule: "POLARITY", overlap: "POSSIBLE", between: "VOICES", basedOnInference: true,
  sides: [{ says: "affirmed: shelters", claims: [claim("1", "AFFIRMED"), claim("2", "AFFIRMED"), claim("3", "AFFIRMED")] }, { says: "negated: shelters", claims: [claim("4", "NEGATED"), claim("1", "AFFIRMED")] }],
  reconciledBy: [{ id: "9", gist: "The Harbour had another reed in mind." }],
  verdict: { finding: "DECIDED", reason: "A reporter was there.", annotator: "vale", prefers: [{ id: "4" }] },
};
afterEach(cleanup);

test("why it is one is told from the rule, the time, between whom, and what it rests on", () => {
  expect(why(found)).toBe("One affirms what another negates: possibly of the same time, within one source, between its voices. It rests on a date that the annotator worked out.");
});

test("the sides stand with their claims, and a claim on both says so", () => {
  render(ContradictionItem, { contradiction: found, whole: true });
  const [yes, no] = screen.getAllByRole("group").map((g) => within(g)) as [ReturnType<typeof within>, ReturnType<typeof within>];
  expect([yes.getAllByRole("article").length, no.getAllByRole("article").length]).toEqual([3, 2]);
  expect(no.getByText(/Also on side 1/)).toBeTruthy();
});

test("a list shows two claims of a side, and says how many more there are", () => {
  render(ContradictionItem, { contradiction: found });
  expect(screen.getByRole("button", { name: "1 more on this side" })).toBeTruthy();
});

test("what a source explains and what an analyst found stand beside the sides", () => {
  render(ContradictionItem, { contradiction: found, whole: true });
  expect(screen.getByText("The Harbour had another reed in mind.")).toBeTruthy();
  expect(screen.getByText("An analyst's verdict: it is decided")).toBeTruthy();
  expect(screen.getByRole("link", { name: "gist of 4" })).toBeTruthy();
  expect(screen.getAllByRole("group")).toHaveLength(2);
});
