// Sentences about what a graph shows.
import type { GraphLine } from "../api/operations";
import { count } from "../words/count";
import { deniers } from "../words/deniers";
import { signs, statuses } from "../words/enums";
import { type Bundle, type Drawing, tally } from "./drawing";

/** A relationship as sources tell it: "Orchard Brigade attacks Blue Valley: contested, hostile; denied by Orchard Brigade". */
export function lineText(r: GraphLine, nameOf: (key: string) => string): string {
  const what = [nameOf(r.from.key), r.type.label, r.to ? nameOf(r.to.key) : ""].filter((w) => w !== "").join(" ");
  const by = deniers(r);
  return `${what}: ${statuses[r.status].word}, ${signs[r.sign].word}${by.length > 0 ? `; denied by ${by.join(", ")}` : ""}`;
}

/** How many relationships of which sign: "5 +, 7 −". */
export function bundleLabel(b: Bundle): string {
  return tally(b.relationships).signs.map(([s, n]) => `${n} ${signs[s].glyph}`).join(", ");
}

/** The same in words, with the statuses. */
export function bundleText(relationships: GraphLine[]): string {
  const t = tally(relationships);
  return [...t.signs.map(([s, n]) => `${n} ${signs[s].word}`), ...t.statuses.map(([s, n]) => `${n} ${statuses[s].word}`)].join(", ");
}

/** What a picture shows, for who can't see it. */
export function pictureText(d: Drawing): string {
  const groups = d.nodes.filter((n) => n.class === "GROUP").length;
  const parts = [count(d.nodes.length - groups, "entity", "entities"), ...(groups > 0 ? [count(groups, "group", "groups")] : [])];
  const lines = count(d.lines.length + d.bundles.reduce((n, b) => n + b.relationships.length, 0), "relationship", "relationships");
  return `${parts.join(" and ")}, ${lines}`;
}
