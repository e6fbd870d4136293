// Which entities and relationships a graph shows: what lies around its start, what was added around others, less what was taken away.
import type { GraphEntity, GraphLine, GraphPartAnswer } from "../api/operations";
import type { Expansion } from "./steps";

export type Part = GraphPartAnswer["subgraph"];

/** Most entities that are known at a time. */
export const mostKnown = 500;

export interface Shown {
  /** The nearest to the start first, then what was added, in the order in which it was. */
  entities: GraphEntity[];
  relationships: GraphLine[];
  /** By key, how many relationships of an entity lead to entities that are not shown; without those of which none does. */
  hidden: Map<string, number>;
  /** Whether there is more within the steps than can be shown. */
  truncated: boolean;
}

/** What was asked for, with what came. */
export interface Came {
  base: Part;
  expansions: Array<{ of: Expansion; part: Part }>;
  /** The relationships between any two of all entities; null: those of the base are all. */
  among: GraphLine[] | null;
}

/** The entities of all parts, each once, before anything is taken away. */
export function gathered(base: Part, expansions: Came["expansions"]): { entities: GraphEntity[]; truncated: boolean } {
  const all = new Map(base.entities.map((e) => [e.key, e]));
  for (const { of, part } of expansions) {
    const wanted = neighbours(of, part.relationships);
    for (const e of part.entities) if (wanted.has(e.key) && !all.has(e.key)) all.set(e.key, e);
  }
  const entities = [...all.values()];
  return { entities: entities.slice(0, mostKnown), truncated: entities.length > mostKnown || base.truncated || expansions.some((e) => e.part.truncated) };
}

function neighbours(of: Expansion, relationships: GraphLine[]): Set<string> {
  const found = new Set([of.key]);
  for (const r of relationships) {
    if (of.types.length > 0 && !of.types.includes(r.type.term)) continue;
    if (r.from.key === of.key && r.to) found.add(r.to.key);
    if (r.to?.key === of.key) found.add(r.from.key);
  }
  return found;
}

/** What is shown of what came. */
export function shown(came: Came, hide: string[]): Shown {
  const { entities, truncated } = gathered(came.base, came.expansions);
  const left = entities.filter((e) => !hide.includes(e.key));
  const keys = new Set(left.map((e) => e.key));
  const parts = [came.base, ...came.expansions.map((e) => e.part)];
  const each = new Map<string, GraphLine>();
  for (const r of [...parts.flatMap((p) => p.relationships), ...(came.among ?? [])]) {
    if (keys.has(r.from.key) && (!r.to || keys.has(r.to.key))) each.set(r.id, r);
  }
  const relationships = [...each.values()].sort(byEnds);
  return { entities: left, relationships, hidden: hiddenOf(parts, relationships, keys), truncated };
}

function byEnds(a: GraphLine, b: GraphLine): number {
  return compare(a.from.key, b.from.key) || compare(a.type.term, b.type.term) || compare(a.to?.key ?? "", b.to?.key ?? "");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Each part tells of its entities how many relationships lead out of it; with those that it has inside, these are all that the entity has
 * to others. What is shown of them is taken off.
 */
function hiddenOf(parts: Part[], relationships: GraphLine[], keys: Set<string>): Map<string, number> {
  const all = new Map<string, number>();
  for (const p of parts) {
    const inside = counted(p.relationships);
    const out = new Map(p.frontier.map((f) => [f.entity.key, f.hidden]));
    for (const e of p.entities) if (keys.has(e.key)) all.set(e.key, (inside.get(e.key) ?? 0) + (out.get(e.key) ?? 0));
  }
  const seen = counted(relationships);
  const left = [...all].map(([key, n]): [string, number] => [key, n - (seen.get(key) ?? 0)]);
  return new Map(left.filter(([, n]) => n > 0));
}

/** How many relationships each entity has to others. */
function counted(relationships: GraphLine[]): Map<string, number> {
  const n = new Map<string, number>();
  for (const r of relationships) {
    if (!r.to || r.to.key === r.from.key) continue;
    for (const key of [r.from.key, r.to.key]) n.set(key, (n.get(key) ?? 0) + 1);
  }
  return n;
}
