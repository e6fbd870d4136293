import { expect, test } from "vitest";
import { gazette, voice } from "../parts/invented";
import { holders } from "./said";

const said = (modality: "ASSERTED" | "ALLEGED", voices = [] as ReturnType<typeof voice>[], bound: "WHOLE" | "END" = "WHOLE") => ({ modality, voices, source: gazette, when: { bound } });
const read = (claims: Parameters<typeof holders>[0]) => holders(claims).map(([m, all]) => [m, all.map((h) => [h.voice?.entity?.name ?? h.voice?.label ?? null, h.manner])]);

test("who holds it is the innermost voice, and the source where nobody is quoted", () => {
  const claims = [said("ALLEGED"), said("ASSERTED", [voice("Lakes Council"), voice("Orchard Brigade")])];
  expect(read(claims)).toEqual([["ASSERTED", [["Orchard Brigade", ""]]], ["ALLEGED", [[null, ""]]]]);
});

test("who says it twice in one source is named once", () => {
  expect(read([said("ASSERTED", [voice("Orchard Brigade")]), said("ASSERTED", [voice("Orchard Brigade")])])).toEqual([["ASSERTED", [["Orchard Brigade", ""]]]]);
});

test("what is doubted, believed or said to have ended is told so", () => {
  expect(read([said("ASSERTED", [voice("Orchard Brigade", { mode: "BELIEVES", stance: "DOUBTS" })])])).toEqual([["ASSERTED", [["Orchard Brigade", "is said to believe, doubted"]]]]);
  expect(read([said("ASSERTED", [], "END")])).toEqual([["ASSERTED", [[null, "until it ended"]]]]);
});
