import { describe, expect, test } from "vitest";
import { line, part } from "./invented";
import { gathered, shown } from "./shown";

const keys = (s: { entities: Array<{ key: string }> }) => s.entities.map((e) => e.key);

describe("what is shown", () => {
  const base = part(["a", "b", "c"], ["a attacks b", "b supports a", "a attacks c", "c attacks c", "c began"], { c: 3, b: 1 });

  test("is the base, in the order of its ends, where nothing was done", () => {
    const s = shown({ base, expansions: [], among: null }, []);
    expect(keys(s)).toEqual(["a", "b", "c"]);
    expect(s.relationships.map((r) => r.id)).toEqual(["a attacks b", "a attacks c", "b supports a", "c attacks c", "c began"]);
    expect([...s.hidden]).toEqual([["b", 1], ["c", 3]]);
  });

  test("leaves out what was removed, with its relationships, which then lead to what is not shown", () => {
    const s = shown({ base, expansions: [], among: null }, ["a"]);
    expect(keys(s)).toEqual(["b", "c"]);
    expect(s.relationships.map((r) => r.id)).toEqual(["c attacks c", "c began"]);
    expect([...s.hidden]).toEqual([["b", 3], ["c", 4]]);
  });

  test("has of an expansion the neighbours by the types that were chosen alone", () => {
    const around = part(["c", "a", "d", "e", "f"], ["a attacks c", "c attacks d", "c funds e", "f attacks c", "d attacks e"], { a: 2, d: 2 });
    const s = shown({ base, expansions: [{ of: { key: "c", types: ["attacks"] }, part: around }], among: [line("b supports d")] }, []);
    expect(keys(s)).toEqual(["a", "b", "c", "d", "f"]);
    expect(s.relationships.map((r) => r.id)).toContain("b supports d");
    expect(s.relationships.map((r) => r.id)).not.toContain("c funds e");
    // c: 3 led out of the base, by two attacks and a funding, of which the attacks are shown now.
    expect(s.hidden.get("c")).toBe(1);
    // d: two inside the expansion and two out of it; shown are that with c and that with b.
    expect(s.hidden.get("d")).toBe(2);
    // b: one led out, to d.
    expect(s.hidden.has("b")).toBe(false);
  });

  test("is told to be truncated if any part is, or if there are too many together", () => {
    const many = part(Array.from({ length: 400 }, (_, i) => `m${i}`), []);
    const more = { of: { key: "n0", types: [] }, part: part(Array.from({ length: 200 }, (_, i) => `n${i}`), Array.from({ length: 199 }, (_, i) => `n0 attacks n${i + 1}`)) };
    expect(gathered(many, []).truncated).toBe(false);
    expect(gathered(many, [more])).toMatchObject({ truncated: true });
    expect(gathered(many, [more]).entities).toHaveLength(500);
    expect(gathered(part(["a"], [], {}, true), []).truncated).toBe(true);
  });
});
