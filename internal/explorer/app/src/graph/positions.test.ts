// @vitest-environment node
import { describe, expect, test } from "vitest";
import { apart, layout } from "./layout";
import { type Job, pairs, Positions } from "./positions";

const at = (x: number, y = 0) => ({ x, y });

describe("places", () => {
  test("are known again for a set that was shown", () => {
    const p = new Positions();
    p.keep(new Map([["a", at(1)], ["b", at(2)]]));
    p.keep(new Map([["c", at(3)]]));
    expect(p.known(["b", "a"])).toEqual(new Map([["a", at(1)], ["b", at(2)]]));
  });
  test("are known for a part of what is shown, as after a filter", () => {
    const p = new Positions();
    p.keep(new Map([["a", at(1)], ["b", at(2)]]));
    expect(p.known(["b"])).toEqual(new Map([["b", at(2)]]));
  });
  test("stay for those that are shown already, and are unknown for new ones", () => {
    const p = new Positions();
    p.keep(new Map([["a", at(1)], ["b", at(2)]]));
    expect(p.known(["a", "c"])).toBeUndefined();
    expect(p.fixed(["a", "c"])).toEqual([["a", at(1)]]);
  });
  test("are those to which something was moved", () => {
    const p = new Positions();
    p.keep(new Map([["a", at(1)]]));
    p.move("a", at(9));
    expect(p.known(["a"])).toEqual(new Map([["a", at(9)]]));
  });
  test("are forgotten to be laid out anew", () => {
    const p = new Positions();
    p.keep(new Map([["a", at(1)]]));
    p.forget(["a"]);
    expect(p.known(["a"])).toBeUndefined();
  });
});

test("lines between the same two are one pair with their number, and one with itself is none", () => {
  expect(pairs([["b", "a"], ["a", "b"], ["a", "a"], ["b", "c"]])).toEqual([["a", "b", 2], ["b", "c", 1]]);
});

function ring(n: number, fixed: Job["fixed"] = []): Job {
  const nodes = Array.from({ length: n }, (_, i) => ({ id: `n${i}`, w: 100, h: 50 }));
  return { nodes, edges: nodes.map((v, i) => [v.id, nodes[(i + 1) % n]!.id, 1] as [string, string, number]), fixed };
}

function overlaps(job: Job, places: Map<string, { x: number; y: number }>): number {
  return job.nodes.flatMap((a, i) => job.nodes.slice(0, i).filter((b) => {
    const [p, q] = [places.get(a.id)!, places.get(b.id)!];
    return Math.abs(p.x - q.x) < (a.w + b.w) / 2 - 1 && Math.abs(p.y - q.y) < (a.h + b.h) / 2 - 1;
  })).length;
}

describe("a layout", () => {
  test("places everything, nothing on anything else, and the same way each time", () => {
    const first = layout(ring(40));
    expect(first.map(([id]) => id).sort()).toEqual(ring(40).nodes.map((n) => n.id).sort());
    expect(overlaps(ring(40), new Map(first))).toBe(0);
    expect(layout(ring(40))).toEqual(first);
  });
  test("leaves what is fixed exactly where it is", () => {
    const fixed = layout(ring(20));
    const more = ring(26, fixed);
    const places = new Map(layout(more));
    for (const [id, p] of fixed) expect(places.get(id)).toEqual(p);
    expect(overlaps({ ...more, nodes: more.nodes.slice(19) }, places)).toBe(0);
  });
  test("of one, and of several that nothing connects, is finite", () => {
    const alone = [layout({ ...ring(1), edges: [] }), layout({ ...ring(3), edges: [] })].flat();
    expect(alone.every(([, p]) => Number.isFinite(p.x) && Number.isFinite(p.y))).toBe(true);
  });
  test("leaves chance as it was", () => {
    const chance = Math.random;
    layout(ring(4));
    expect(Math.random).toBe(chance);
  });
});

test("what overlaps is pushed apart the shorter way; what is fixed stays", () => {
  const job: Job = { nodes: [{ id: "a", w: 100, h: 50 }, { id: "b", w: 100, h: 50 }], edges: [], fixed: [] };
  const places = new Map([["a", at(0, 0)], ["b", at(10, 30)]]);
  apart(places, job, new Map([["a", at(0, 0)]]));
  expect(places).toEqual(new Map([["a", at(0, 0)], ["b", at(10, 50)]]));
});
