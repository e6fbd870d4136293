import { expect, test } from "vitest";
import type { FileClaim } from "./file";
import { references } from "./references";

const claim = (index: number, label: string, record: Record<string, unknown>): FileClaim => ({ index, label, record, line: 1, until: 2, spans: [] });

test("a claim is named by its label, and one without by the one that it would get", () => {
  const all = references([claim(0, "denial", { gist: "It says no." }), claim(1, "", { claim: "red-harbour shelters orchard-brigade" })]);
  expect(all).toEqual([
    { index: 0, value: "denial", proposed: false, words: "It says no." },
    { index: 1, value: "claim-2", proposed: true, words: "red-harbour shelters orchard-brigade" },
  ]);
});

test("no label is given twice", () => {
  expect(references([claim(0, "", {}), claim(1, "claim-1", {}), claim(2, "claim-1-2", {})]).map((r) => r.value)).toEqual(["claim-1-3", "claim-1", "claim-1-2"]);
});
