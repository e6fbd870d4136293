import { cleanup, render, screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import ClaimItem from "./ClaimItem.svelte";
import { claim, entity, voice } from "./invented";

afterEach(cleanup);

const text = () => document.body.textContent!.replace(/\s+/g, " ").trim();

test("a claim tells what, by whom, where, how surely and when", () => {
  render(ClaimItem, {
    claim: claim("Reed Company", "raids", "Red Harbour", {
      modality: "ALLEGED", voices: [voice("Lakes Council", { stance: "DOUBTS" })], when: { edtf: "2031-05", basis: "STATED", bound: "WHOLE", extent: "SOMETIME" },
      number: { low: 24, best: null, high: null, unit: "boats", worded: "dozens" }, gist: "The Company took boats.",
    }),
  });
  for (const part of ["Reed Company raids Red Harbour", "alleged", "Sandgate Gazette", "Lakes Council (doubted)", "May 2031", "24 to … boats “dozens”", "The Company took boats."]) expect(text()).toContain(part);
});

test("a negated claim says so in words", () => {
  render(ClaimItem, { claim: claim("Reed Company", "raids", "Red Harbour", { polarity: "NEGATED" }) });
  expect(text()).toContain("Reed Company not: raids Red Harbour");
});

test("a source's own word is told as that", () => {
  render(ClaimItem, { claim: claim("Reed Company", "raids", "Red Harbour") });
  expect(text()).toContain("(in its own words)");
});

test("words stand where they are loaded, and those that were not annotated are marked", () => {
  render(ClaimItem, { claim: claim("Reed Company", "raids", "Red Harbour", { evidence: [{ quote: "boats were taken", verified: false, parts: [] }, { quote: null, verified: null, parts: [{ start: 4, end: 9 }] }] }) });
  const quotes = [...document.querySelectorAll("blockquote")].map((q) => q.textContent);
  expect(quotes).toEqual(["boats were takennot the words that were annotated"]);
});

test("what is hostile in a name stays text", () => {
  render(ClaimItem, { claim: claim("<img src=x onerror=alert(1)>", "raids", null, { gist: "<b>bold</b>" }) });
  expect(document.querySelector("img, .gist b")).toBeNull();
  expect(text()).toContain("<img src=x onerror=alert(1)>");
});

test("roles and what it disputes are there, with their names", () => {
  render(ClaimItem, {
    claim: claim("Lakes Council", "mediates", "Blue Valley", {
      roles: [{ name: "counter_party", entities: [entity("Red Harbour")], claims: [], terms: [] }], disputes: [{ id: "c1", gist: "There were no talks." }],
    }),
  });
  expect(text()).toContain("counter party Red Harbour");
  expect(screen.getByText("There were no talks.").getAttribute("href")).toBe("/claim/c1");
});

test("a form of before has no permalink and no citation: these are of the claim of now", () => {
  render(ClaimItem, { claim: claim("Reed Company", "raids", "Red Harbour"), past: true });
  expect(screen.queryByText("Permalink")).toBeNull();
  expect(screen.queryByText("Cite")).toBeNull();
});
