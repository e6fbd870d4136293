import { expect, test } from "vitest";
import { entity, statement } from "./invented";
import { cut, layout } from "./layout";
import { about, groups, held, holder } from "./rows";

const raid = statement("Orchard Brigade", "attacks", "Blue Valley");
const aid = statement("Red Harbour", "arms", "Orchard Brigade");
const denied = statement("Orchard Brigade", "attacks", "Blue Valley", { polarity: "NEGATED", entity: entity("Orchard Brigade") });

test("statements are grouped by relationship, in the order in which each first comes", () => {
  const all = groups([raid, aid, denied]);
  expect(all.map((g) => about(g.relationship))).toEqual(["Orchard Brigade attacks Blue Valley", "Red Harbour arms Orchard Brigade"]);
  expect(all[0]!.statements).toEqual([raid, denied]);
});

test("a holder is an entity, somebody unnamed, or the source", () => {
  expect(holder(denied)).toBe("Orchard Brigade");
  expect(holder(statement("Orchard Brigade", "attacks", "Blue Valley", { label: "a fisher" }))).toBe("a fisher");
  expect(holder(raid)).toBe("Sandgate Gazette");
});

test("only what is not plainly asserted is told of", () => {
  expect(held(raid)).toBe("");
  expect(held(denied)).toBe("not so");
  expect(held({ ...denied, claim: { ...denied.claim, when: { ...denied.claim.when!, bound: "END" } } })).toBe("not so, its end");
  expect(held({ ...aid, modality: "ALLEGED", rejection: true, claim: { ...aid.claim, outcome: "FAILED" } })).toBe("alleged, failed, against what it hears");
});

test("each group has a line and then its statements, numbered through", () => {
  const laid = layout(groups([raid, aid, denied]), false);
  expect(laid.lines.map((l) => [l.y, l.index])).toEqual([[0, -1], [24, 0], [46, 1], [72, -1], [96, 2]]);
  expect(laid.height).toBe(122);
  expect(layout(groups([raid]), true).height).toBe(64);
});

test("a text that has no room is cut, between code points", () => {
  expect(cut("Reed Company", 120, 10)).toBe("Reed Company");
  expect(cut("Reed Company", 60, 10)).toBe("Reed …");
  expect(cut("👩‍🌾👩‍🌾", 10, 10)).toBe("👩…");
});
