import { describe, expect, test } from "vitest";
import { expanded, grouped, isID, opened, paired, read, removed, restored, selected, started, type Steps, unexpanded, unstarted, written } from "./steps";

const none: Steps = { around: ["orchard-brigade"], depth: 1, expand: [], hide: [], by: "", open: [], selected: "", other: "" };
const again = (s: Steps) => {
  const params = written(s);
  return read((name) => params[name] ?? "");
};

describe("an address", () => {
  test("says what the steps say, and is read as these", () => {
    const s: Steps = {
      around: ["orchard-brigade", "blue-valley"], depth: 2, expand: [{ key: "reed-company", types: ["attacks", "x:ferries,for"] }, { key: "lakes-council", types: [] }],
      hide: ["red-harbour"], by: "community", open: ["community:reed-company", "type:x:Odd"], selected: "blue-valley", other: "reed-company",
    };
    expect(again(s)).toEqual(s);
  });
  test("says nothing of what is as always", () => {
    expect(Object.entries(written(none)).filter(([, v]) => v !== "")).toEqual([["around", "orchard-brigade"]]);
  });
  test("with what can't be read is read without it", () => {
    const odd: Record<string, string> = { depth: "far", by: "colour" };
    expect(read((name) => odd[name] ?? "")).toEqual({ ...none, around: [] });
  });
  test("goes no deeper than can be asked for", () => {
    expect(read((name) => (name === "depth" ? "9" : "")).depth).toBe(4);
  });
});

describe("a step", () => {
  test("adds types to those that were added before", () => {
    const s = expanded(expanded(none, "a", ["supports"]), "a", ["attacks", "supports"]);
    expect(s.expand).toEqual([{ key: "a", types: ["attacks", "supports"] }]);
  });
  test("that adds all types makes those before it needless", () => {
    expect(expanded(expanded(none, "a", ["supports"]), "a", []).expand).toEqual([{ key: "a", types: [] }]);
    expect(expanded(expanded(none, "a", []), "a", ["supports"]).expand).toEqual([{ key: "a", types: [] }]);
  });
  test("is undone by its counterpart", () => {
    expect(unexpanded(expanded(none, "a", ["supports"]), "a")).toEqual(none);
    expect(restored(removed(none, "a"), "a")).toEqual(none);
    expect(unstarted(started(none, "a"), "a").around).toEqual(none.around);
  });
  test("that removes an entity removes what was added around it, and looks at it no more", () => {
    const s = removed({ ...expanded(none, "a", []), selected: "a", other: "b" }, "a");
    expect(s).toEqual({ ...none, hide: ["a"] });
  });
  test("that starts from an entity shows it, even if it was removed", () => {
    expect(started(removed(none, "a"), "a")).toEqual({ ...none, around: ["orchard-brigade", "a"], selected: "a" });
  });
  test("looks at two, never at one twice", () => {
    const s = selected(none, "a");
    expect(paired(s, "b").other).toBe("b");
    expect(paired(s, "a").other).toBe("");
    expect(selected(paired(s, "b"), "c").other).toBe("");
  });
  test("that puts together in another way closes what was open", () => {
    expect(grouped(opened(none, "type:State"), "community").open).toEqual([]);
  });
});

test("an id is told from a key", () => {
  expect(isID("70825ac7-f23d-51b6-bece-c1ee5c37f876")).toBe(true);
  expect(isID("orchard-brigade")).toBe(false);
});
