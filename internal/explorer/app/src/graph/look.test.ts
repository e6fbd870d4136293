import { render } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import type { RelationshipStatus } from "../api/operations";
import StatusMark from "../parts/StatusMark.svelte";
import { draw } from "./drawing";
import { elements, fontSizes, labelLines } from "./elements";
import { entity, line } from "./invented";
import { widthOf, wrapped } from "./labels";
import { lines } from "./look";
import { palette } from "./palette";
import { stylesheet } from "./style";

describe("a line in the picture", () => {
  const rules = stylesheet(palette()) as unknown as Array<{ selector: string; style: Record<string, unknown> }>;
  const rule = (selector: string) => rules.find((r) => r.selector === selector)!.style;

  test.each(Object.keys(lines) as RelationshipStatus[])("that is %s is drawn as the mark beside the word is", (status) => {
    const { container } = render(StatusMark, { status, sign: "NONE" });
    const mark = container.querySelector("line")!;
    expect(Number(mark.getAttribute("stroke-width"))).toBe(lines[status].width);
    expect(mark.getAttribute("stroke-dasharray") ?? "").toBe(lines[status].dash.join(" "));
    expect(container.querySelector("svg path") !== null).toBe(lines[status].mark === "clash");
    expect(container.querySelectorAll("svg line").length === 2).toBe(lines[status].mark === "bar");
  });

  test("differs from that of each other status in more than colour", () => {
    const looks = Object.keys(lines).map((s) => JSON.stringify(rule(`edge.${s.toLowerCase()}`)));
    expect(new Set(looks).size).toBe(6);
    expect(looks.join()).not.toContain("color");
  });

  test("has its sign before its word, and an arrow only if it has a direction", () => {
    const of = (r: ReturnType<typeof line>) => {
      const d = draw({ entities: [entity("a"), entity("b")], relationships: [r], hidden: new Map(), truncated: false }, { by: "", open: [], around: [], selected: "", communities: [] });
      const e = elements(d).find((x) => x.group === "edges")!;
      return [e.data["label"], e.data.source, e.data.target, String(e.classes).trim()];
    };
    expect(of(line("a attacks b", "CONTESTED"))).toEqual(["− attacks", "a", "b", "contested sign-negative directed"]);
    expect(of(line("a negotiates_with b", "STATED", "POSITIVE"))).toEqual(["+ negotiates with", "a", "b", "stated sign-positive"]);
    expect(of(line("a began", "STATED", "ZERO"))).toEqual(["○ began", "a", "a", "stated sign-zero"]);
    expect(of(line("b attacks a", "DENIED", "NONE"))[0]).toBe("· attacks");
  });
});

describe("a name", () => {
  test("is broken between words, each line narrow enough", () => {
    expect(wrapped("Committee of the Orchard Brigade")).toEqual(["Committee of the", "Orchard Brigade"]);
    expect(wrapped("  Reed   Company ")).toEqual(["Reed Company"]);
  });
  test("that is too long for three lines ends in an ellipsis", () => {
    const all = wrapped("one two three four five six seven eight nine ten eleven twelve thirteen fourteen");
    expect(all).toHaveLength(3);
    expect(all[2]!.endsWith("…")).toBe(true);
  });
  test("in one long word is broken within it, no letter apart from its accent", () => {
    expect(wrapped("a".repeat(20))).toEqual(["a".repeat(18), "aa"]);
    expect(wrapped("Union-of-the-Orchardkeepers")).toEqual(["Union-of-the-", "Orchardkeepers"]);
    expect(widthOf("e\u0301")).toBe(1);
    expect(widthOf("東京")).toBe(4);
  });
  test("keeps its letters in their order, whichever way they run", () => {
    expect(wrapped("لشکر باغ")).toEqual(["لشکر باغ"]);
  });
  test("is followed by how many it stands for and how many lead on", () => {
    const node = { id: "a", name: "Reed Company", kind: "", class: "ACTOR" as const, members: 1, hidden: 5, inner: 0, start: false };
    expect(labelLines(node)).toEqual(["Reed Company", "+5"]);
    expect(labelLines({ ...node, class: "GROUP", members: 7, hidden: 0 })).toEqual(["Reed Company", "7 entities"]);
  });
  test("of who is best connected is larger where many are shown", () => {
    const keys = Array.from({ length: 100 }, (_, i) => `n${String(i).padStart(3, "0")}`);
    const s = { entities: keys.map((k) => entity(k)), relationships: keys.slice(1).map((k) => line(`n000 attacks ${k}`)), hidden: new Map(), truncated: false };
    const sizes = fontSizes(draw(s, { by: "", open: [], around: [], selected: "", communities: [] }));
    expect([sizes.get("n000"), sizes.get("n099")]).toEqual([24, 12]);
  });
});
