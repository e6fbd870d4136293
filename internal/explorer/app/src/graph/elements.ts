// A drawing as Cytoscape takes it, with the room that everything needs.
import type { ElementDefinition } from "cytoscape";
import { signs } from "../words/enums";
import type { Drawing, DrawnNode } from "./drawing";
import { wrapped, room } from "./labels";
import { bundleWidth, nodeSize, shapes } from "./look";
import { type Job, pairs, type Point } from "./positions";
import { bundleLabel } from "./words";

/** The lines below a node: its name; where it stands for several, how many; and how many relationships lead on. */
export function labelLines(n: DrawnNode): string[] {
  const more = [n.class === "GROUP" ? `${n.members} entities` : "", n.hidden > 0 ? `+${n.hidden}` : ""].filter((t) => t !== "");
  return [...wrapped(n.name), ...(more.length > 0 ? [more.join(", ")] : [])];
}

const usual = 12; // pixels at full size
/** Of more nodes than this, the best connected have larger names: they are read where the others have become too small. */
const many = 60;

/** The size of the letters of each node's name. */
export function fontSizes(d: Drawing): Map<string, number> {
  const lines = new Map<string, number>();
  const ends = [...d.lines.map((r) => [r.from.key, r.to?.key]), ...d.bundles.map((b) => [b.a, b.b])];
  for (const id of ends.flat()) if (id !== undefined) lines.set(id, (lines.get(id) ?? 0) + 1);
  const best = [...d.nodes].sort((a, b) => (lines.get(b.id) ?? 0) - (lines.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1)).map((n) => n.id);
  if (d.nodes.length <= many) return new Map(best.map((id) => [id, usual]));
  const largest = usual * Math.min(3.5, 1 + d.nodes.length / 100);
  return new Map(best.map((id, i) => [id, i < 8 ? largest : i < 24 ? 0.8 * largest : usual]));
}

/** What the layout is asked for. */
export function job(d: Drawing, fixed: Array<[string, Point]>): Job {
  const sizes = fontSizes(d);
  return {
    nodes: d.nodes.map((n) => ({ id: n.id, ...room(nodeSize(n.members), labelLines(n), sizes.get(n.id)!) })),
    edges: pairs([...d.lines.flatMap((r): Array<[string, string]> => (r.to ? [[r.from.key, r.to.key]] : [])), ...d.bundles.map((b): [string, string] => [b.a, b.b])]),
    fixed,
  };
}

/** The elements of a drawing. What they look like is in their classes, see style.ts. */
export function elements(d: Drawing): ElementDefinition[] {
  const sizes = fontSizes(d);
  return [
    ...d.nodes.map((n): ElementDefinition => ({
      group: "nodes",
      data: { id: n.id, label: labelLines(n).join("\n"), shape: shapes[n.class], size: nodeSize(n.members), font: sizes.get(n.id) },
      classes: [n.class.toLowerCase(), n.start ? "start" : ""].join(" "),
    })),
    ...d.lines.map((r): ElementDefinition => ({
      group: "edges",
      data: { id: r.id, source: r.from.key, target: r.to?.key ?? r.from.key, sign: signs[r.sign].glyph, label: `${signs[r.sign].glyph} ${r.type.label}` },
      classes: [r.status.toLowerCase(), `sign-${r.sign.toLowerCase()}`, r.type.symmetric || !r.to ? "" : "directed"].join(" "),
    })),
    ...d.bundles.map((b): ElementDefinition => ({
      group: "edges",
      data: { id: b.id, source: b.a, target: b.b, label: bundleLabel(b), width: bundleWidth(b.relationships.length) },
      classes: "bundle",
    })),
  ];
}
