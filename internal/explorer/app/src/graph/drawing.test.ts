import { describe, expect, test } from "vitest";
import { draw, most, tally, type Wish } from "./drawing";
import { entity, line } from "./invented";
import type { Shown } from "./shown";

const wish: Wish = { by: "", open: [], around: ["a"], selected: "", communities: [] };

function world(extra = 0): Shown {
  const others = Array.from({ length: extra }, (_, i) => entity(`x${i}`, `x${i}`, "Town", "PLACE"));
  return {
    entities: [entity("a"), entity("b"), entity("c"), entity("s", "s", "State"), ...others],
    relationships: [line("a attacks b"), line("a attacks s", "DENIED", "NONE"), line("b supports s", "STATED", "POSITIVE"), line("c attacks b"), line("s supports c", "ALLEGED", "POSITIVE"), line("s began")],
    hidden: new Map([["b", 2], ["c", 3]]), truncated: false,
  };
}

describe("a drawing", () => {
  test("of few has each by itself", () => {
    const d = draw(world(), wish);
    expect(d.nodes.map((n) => [n.id, n.start, n.hidden])).toEqual([["a", true, 0], ["b", false, 2], ["c", false, 3], ["s", false, 0]]);
    expect(d.lines).toHaveLength(6);
    expect([d.by, d.bundles, d.left]).toEqual(["", [], 0]);
  });

  test("of too many is put together by type, but for the start and what is alone of its type", () => {
    const d = draw(world(most), wish);
    expect(d.by).toBe("type");
    expect(d.nodes.map((n) => [n.id, n.members, n.hidden, n.inner])).toEqual([["a", 1, 0, 0], ["s", 1, 0, 0], ["type:MilitantGroup", 2, 5, 1], ["type:Town", most, 0, 0]]);
    expect(d.lines.map((r) => r.id)).toEqual(["a attacks s", "s began"]);
    expect(d.bundles.map((b) => [b.a, b.b, b.relationships.map((r) => r.id)])).toEqual([
      ["a", "type:MilitantGroup", ["a attacks b"]],
      ["s", "type:MilitantGroup", ["b supports s", "s supports c"]],
    ]);
  });

  test("of too many has the nearest alone if that is wished, and tells how many are left", () => {
    const d = draw(world(most), { ...wish, by: "nearest" });
    expect(d.nodes).toHaveLength(most);
    expect(d.left).toBe(4);
  });

  test("shows a group that was opened one by one", () => {
    const d = draw(world(), { ...wish, by: "type", open: ["type:MilitantGroup"] });
    expect(d.nodes.map((n) => n.id)).toEqual(["a", "b", "c", "s"]);
    expect(d.opened).toEqual([{ id: "type:MilitantGroup", name: "militantgroup", closed: 0 }]);
  });

  test("opens as much of a group as fits, and tells of the rest", () => {
    const d = draw(world(most), { ...wish, open: ["type:Town"] });
    const town = d.nodes.find((n) => n.id === "type:Town")!;
    expect(d.nodes.length).toBeLessThanOrEqual(most);
    expect(d.opened).toEqual([{ id: "type:Town", name: "town", closed: town.members }]);
    expect(d.nodes.filter((n) => n.id.startsWith("x")).length + town.members).toBe(most);
  });

  test("keeps who is looked at out of its group", () => {
    expect(draw(world(), { ...wish, by: "type", selected: "c" }).nodes.map((n) => n.id)).toContain("c");
  });

  test("puts together by community, and who is in none in a group of their own", () => {
    const communities = [{ central: { key: "b", name: "B" }, members: { nodes: [{ key: "b" }, { key: "s" }] } }];
    const d = draw({ ...world(), entities: [...world().entities, entity("t"), entity("u")] }, { ...wish, by: "community", communities });
    expect(d.nodes.map((n) => [n.id, n.name, n.members])).toEqual([["a", "a", 1], ["community:", "in no community", 3], ["community:b", "around B", 2]]);
  });

  test("loses no relationship to its groups", () => {
    const s = world(most);
    const d = draw(s, wish);
    const drawn = d.lines.length + d.bundles.reduce((n, b) => n + b.relationships.length, 0) + d.nodes.reduce((n, v) => n + v.inner, 0);
    expect(drawn).toBe(s.relationships.length);
  });
});

test("relationships are counted by sign and by status", () => {
  expect(tally(world().relationships)).toEqual({
    signs: [["POSITIVE", 2], ["NEGATIVE", 3], ["NONE", 1]],
    statuses: [["STATED", 4], ["ALLEGED", 1], ["DENIED", 1]],
  });
});
