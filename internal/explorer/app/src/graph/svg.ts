// Writes a scene as SVG: the same look as on the page, each thing with its title, each name a text.
import { lineHeight } from "./labels";
import { lines, type Shape } from "./look";
import type { Palette } from "./palette";
import type { Point } from "./positions";
import type { Scene, SceneEdge, SceneNode } from "./scene";

const margin = 24;

/** The picture as a document of its own. */
export function svg(s: Scene, p: Palette): string {
  const box = bounds(s);
  const size = `${n(box.w)} ${n(box.h)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${n(box.x)} ${n(box.y)} ${size}" width="${n(box.w)}" height="${n(box.h)}" role="img" font-family="${text(p.font)}">`,
    `<title>${text(s.title)}</title>`,
    `<rect x="${n(box.x)}" y="${n(box.y)}" width="${n(box.w)}" height="${n(box.h)}" fill="${text(p.page)}"/>`,
    ...s.edges.map((e) => edge(e, p)),
    ...s.edges.map((e) => edgeLabel(e, p)),
    ...s.nodes.map((v) => node(v, p)), // last, so that names are on top
    "</svg>",
    "",
  ].join("\n");
}

/** A text as XML has it: no markup in it counts, and what XML forbids is left out. */
export function text(t: string): string {
  const allowed = t.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "");
  return allowed.replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);
}

function n(x: number): string {
  return String(Math.round(x * 10) / 10);
}

function bounds(s: Scene): { x: number; y: number; w: number; h: number } {
  const xs: number[] = [0];
  const ys: number[] = [0];
  if (s.nodes.length > 0) xs.pop(), ys.pop();
  for (const v of s.nodes) {
    const half = Math.max(v.size / 2, ...v.lines.map((l) => l.length * v.font * 0.32));
    xs.push(v.x - half, v.x + half);
    ys.push(v.y - v.size / 2, v.y + v.size / 2 + 6 + v.lines.length * v.font * lineHeight);
  }
  for (const c of s.edges.flatMap((e) => e.controls)) xs.push(c.x), ys.push(c.y);
  const [x, y] = [least(xs) - margin, least(ys) - margin];
  return { x, y, w: -least(xs.map((v) => -v)) + margin - x, h: -least(ys.map((v) => -v)) + margin - y };
}

function least(all: number[]): number {
  return all.reduce((a, b) => Math.min(a, b));
}

function node(v: SceneNode, p: Palette): string {
  const width = v.border === "start" ? 5 : 2;
  const drawn = shape(v.shape, v, v.size / 2, `fill="${text(p.card)}" stroke="${text(p.text)}" stroke-width="${width}"`);
  const second = v.border === "double" ? shape(v.shape, v, v.size / 2 - 5, `fill="none" stroke="${text(p.text)}" stroke-width="2"`) : "";
  const label = v.lines.map((l, i) => `<tspan x="${n(v.x)}" dy="${i === 0 ? 0 : n(v.font * lineHeight)}">${text(l)}</tspan>`).join("");
  const y = v.y + v.size / 2 + 4 + v.font;
  return `<g><title>${text(v.title)}</title>${drawn}${second}<text x="${n(v.x)}" y="${n(y)}" font-size="${n(v.font)}" ${lettering(p)}>${label}</text></g>`;
}

function lettering(p: Palette): string {
  return `text-anchor="middle" unicode-bidi="plaintext" fill="${text(p.text)}" stroke="${text(p.page)}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"`;
}

function shape(kind: Shape, at: Point, half: number, look: string): string {
  if (kind === "ellipse") return `<circle cx="${n(at.x)}" cy="${n(at.y)}" r="${n(half)}" ${look}/>`;
  const cut = half * 0.414; // of a regular octagon
  const corners: Record<Exclude<Shape, "ellipse">, Array<[number, number]>> = {
    rectangle: [[-half, -half], [half, -half], [half, half], [-half, half]],
    diamond: [[0, -half], [half, 0], [0, half], [-half, 0]],
    octagon: [[-cut, -half], [cut, -half], [half, -cut], [half, cut], [cut, half], [-cut, half], [-half, cut], [-half, -cut]],
  };
  return `<polygon points="${corners[kind].map(([x, y]) => `${n(at.x + x)},${n(at.y + y)}`).join(" ")}" ${look}/>`;
}

function edge(e: SceneEdge, p: Palette): string {
  const colour = text(e.sign ? p.signs[e.sign] : p.line);
  const line = e.status ? lines[e.status] : { width: e.width, dash: [], mark: "" as const };
  const dashes = line.dash.length > 0 ? ` stroke-dasharray="${line.dash.join(" ")}"` : "";
  const faint = e.status ? "" : ` stroke-opacity="0.6"`;
  const path = `<path d="${course(e)}" fill="none" stroke="${colour}" stroke-width="${line.width}"${dashes}${faint}/>`;
  return `<g><title>${text(e.title)}</title>${path}${e.directed ? head(e, colour) : ""}${mark(e, line.mark, colour)}</g>`;
}

/** A curve through the middles between its control points. */
function course(e: SceneEdge): string {
  if (e.controls.length === 0) return `M${at(e.start)} L${at(e.end)}`;
  const parts = e.controls.map((c, i) => `Q${at(c)} ${at(i + 1 < e.controls.length ? between(c, e.controls[i + 1]!) : e.end)}`);
  return `M${at(e.start)} ${parts.join(" ")}`;
}

function at(q: Point): string {
  return `${n(q.x)},${n(q.y)}`;
}

function between(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function degrees(from: Point, to: Point): number {
  return (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
}

function head(e: SceneEdge, colour: string): string {
  const turn = degrees(e.controls.at(-1) ?? e.start, e.end);
  return `<path d="M0,0 L-9,-4.5 L-9,4.5 Z" fill="${colour}" transform="translate(${at(e.end)}) rotate(${n(turn)})"/>`;
}

/** The middle of a line, and which way it runs there. */
export function middle(e: Pick<SceneEdge, "start" | "controls" | "end">): { x: number; y: number; turn: number } {
  const all = [e.start, ...e.controls, e.end];
  if (e.controls.length % 2 === 0) {
    const [a, b] = [all[all.length / 2 - 1]!, all[all.length / 2]!];
    return { ...between(a, b), turn: degrees(a, b) };
  }
  const i = (all.length - 1) / 2;
  const c = all[i]!;
  const a = i === 1 ? e.start : between(all[i - 1]!, c);
  const b = i === all.length - 2 ? e.end : between(c, all[i + 1]!);
  return { ...between(between(a, c), between(c, b)), turn: degrees(a, b) };
}

function mark(e: SceneEdge, kind: "" | "clash" | "bar", colour: string): string {
  if (kind === "") return "";
  const m = middle(e);
  const d = kind === "bar" ? "M0,-6 L0,6" : "M-6,-5 L0,0 L-6,5 M6,-5 L0,0 L6,5";
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${kind === "bar" ? 3 : 2}" transform="translate(${at(m)}) rotate(${n(m.turn)})"/>`;
}

function edgeLabel(e: SceneEdge, p: Palette): string {
  const m = middle(e);
  const upright = m.turn > 90 ? m.turn - 180 : m.turn < -90 ? m.turn + 180 : m.turn;
  return `<text font-size="10" y="${e.status ? -6 : 4}" transform="translate(${at(m)}) rotate(${n(upright)})" ${lettering(p)}>${text(e.label)}</text>`;
}
