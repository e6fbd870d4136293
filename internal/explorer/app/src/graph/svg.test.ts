import { describe, expect, test } from "vitest";
import type { Palette } from "./palette";
import type { Scene, SceneEdge } from "./scene";
import { middle, svg, text } from "./svg";

const palette: Palette = {
  page: "#fff", card: "#eee", text: "#111", faint: "#555", line: "#888", focus: "#b50", font: "sans-serif",
  signs: { POSITIVE: "#074", NEGATIVE: "#b30", ZERO: "#567", NONE: "#678" },
};
const edge: SceneEdge = {
  start: { x: 0, y: 0 }, controls: [], end: { x: 100, y: 0 }, status: "STATED", sign: "NEGATIVE", width: 0, directed: true, label: "− attacks", title: "Orchard Brigade attacks Blue Valley: stated, hostile",
};
const scene = (edges: SceneEdge[], lines = ["Orchard Brigade"]): Scene => ({
  title: "Graph around Orchard Brigade", edges,
  nodes: [{ x: 0, y: 0, size: 26, shape: "ellipse", border: "plain", lines, font: 12, title: `${lines.join(" ")}, militant group` }],
});
const read = (s: Scene) => new DOMParser().parseFromString(svg(s, palette), "image/svg+xml");

describe("the picture", () => {
  test("takes no name for markup, whatever is in it", () => {
    const hostile = `<script>alert("1")</script> & 'x' ]]> <b onload=x>`;
    const d = read(scene([{ ...edge, title: hostile, label: hostile }], [hostile]));
    expect(d.querySelector("parsererror")).toBeNull();
    expect(d.querySelectorAll("script, b, style")).toHaveLength(0);
    expect(d.querySelector("tspan")!.textContent).toBe(hostile);
    expect([...d.querySelectorAll("title")].map((t) => t.textContent)).toContain(hostile);
  });
  test("keeps names of other directions as they are", () => {
    const name = "لشکر باغ (Orchard) 7";
    const label = [...read(scene([edge], [name])).querySelectorAll("text")].find((t) => t.textContent === name);
    expect(label?.getAttribute("unicode-bidi")).toBe("plaintext");
  });
  test("leaves out what XML has no place for", () => {
    expect(text("a\u0000b\u0008c\ud800d\ufffee")).toBe("abcde");
    expect(text("𝔸 — ü")).toBe("𝔸 — ü");
  });
  test("has a title of its own and one for each thing", () => {
    const titles = [...read(scene([edge])).querySelectorAll("title")].map((t) => t.textContent);
    expect(titles).toEqual(["Graph around Orchard Brigade", "Orchard Brigade attacks Blue Valley: stated, hostile", "Orchard Brigade, militant group"]);
  });
  test("holds no style and nothing from elsewhere", () => {
    expect(svg(scene([edge]), palette)).not.toMatch(/ style=|<style|href/);
  });
  test("tells statuses without colour", () => {
    const drawn = (e: Partial<SceneEdge>) => [...read(scene([{ ...edge, ...e }])).querySelectorAll("g path")].map((p) => [p.getAttribute("stroke-width"), p.getAttribute("stroke-dasharray"), p.getAttribute("d")!.startsWith("M0,-6") ? "bar" : p.getAttribute("d")!.startsWith("M-6,-5") ? "clash" : ""].join(" ").trim());
    expect(drawn({ directed: false, status: "CORROBORATED" })).toEqual(["4"]);
    expect(drawn({ directed: false, status: "STATED" })).toEqual(["2"]);
    expect(drawn({ directed: false, status: "ALLEGED" })).toEqual(["2 5 3"]);
    expect(drawn({ directed: false, status: "HYPOTHETICAL" })).toEqual(["2 1.5 4"]);
    expect(drawn({ directed: false, status: "CONTESTED" })).toEqual(["2", "2  clash"]);
    expect(drawn({ directed: false, status: "DENIED" })).toEqual(["2 2 3", "3  bar"]);
  });
  test("has an arrow for a direction, and none for what is the same both ways", () => {
    const arrows = (directed: boolean) => svg(scene([{ ...edge, directed }]), palette).split("L-9,-4.5").length - 1;
    expect([arrows(true), arrows(false)]).toEqual([1, 0]);
  });
  test("of nothing is a picture still", () => {
    expect(read({ title: "empty", nodes: [], edges: [] }).querySelector("parsererror")).toBeNull();
  });
});

describe("the middle of a line", () => {
  test("straight is halfway", () => {
    expect(middle(edge)).toEqual({ x: 50, y: 0, turn: 0 });
  });
  test("bent is halfway on the curve", () => {
    // A quadratic curve is at ¼ start + ½ control + ¼ end there.
    expect(middle({ ...edge, controls: [{ x: 50, y: 40 }] })).toEqual({ x: 50, y: 20, turn: 0 });
  });
  test("of a loop is farthest out", () => {
    expect(middle({ start: { x: 0, y: 0 }, controls: [{ x: -40, y: -40 }, { x: 40, y: -40 }], end: { x: 0, y: 0 } })).toEqual({ x: 0, y: -40, turn: 0 });
  });
});
