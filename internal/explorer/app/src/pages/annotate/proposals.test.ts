import { expect, test } from "vitest";
import { entity } from "../../parts/invented";
import { proposals, proposed } from "./proposals";

test("names are proposed where nothing is annotated, and not once they are rejected", () => {
  const found = { mentions: [0, 20, 40].map((start) => ({ form: "Harbour", entity: entity("Red Harbour"), part: { start, end: start + 7 } })) } as never;
  const mentions = [{ entity: "red-harbour", form: "Red Harbour", start: 16, end: 27 }];
  expect(proposals(found, mentions, []).map((p) => p.places.map((s) => s.start))).toEqual([[0, 40]]);
  expect(proposals(found, mentions, ["red-harbour Harbour"])).toEqual([]);
});

test("one place of a name can be taken by itself, and of several bearers one", () => {
  const found = {
    mentions: [{ form: "Red Harbour", entity: entity("Red Harbour"), part: { start: 30, end: 41 } }, { form: "Blue Valley", entity: entity("Blue Valley"), part: { start: 60, end: 71 } }],
    ambiguous: [{ form: "Lantern", candidates: [entity("Lantern Column"), entity("Lantern Press")], parts: [{ start: 5, end: 12 }, { start: 20, end: 27 }] }],
  } as never;
  const mentions = [{ entity: "lantern-press", form: "Lantern", start: 5, end: 12 }];
  expect(proposed(found, mentions, { start: 0, end: 35 }).map((p) => [p.start, p.form, p.candidates.map((c) => c.key)])).toEqual([
    [20, "Lantern", ["lantern-column", "lantern-press"]], [30, "Red Harbour", ["red-harbour"]],
  ]);
});
