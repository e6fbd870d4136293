// What would come if a graph were expanded around an entity: counts by type of relationship, before anything comes.
import type { GraphReachAnswer } from "../api/operations";

export type Reached = NonNullable<GraphReachAnswer["entity"]>["relationships"]["nodes"][number];

/** What relationships of one type would bring. */
export interface Coming {
  term: string;
  label: string;
  /** How many relationships of this type start from the entity; symmetric ones too. */
  out: number;
  /** How many lead to it. */
  in: number;
  /** The keys of the entities at their other ends that are not shown yet. */
  fresh: string[];
}

/** Counts by type, the type that brings most first. Relationships of the entity with itself or with nobody bring nothing and aren't counted. */
export function coming(key: string, relationships: Reached[], shown: Set<string>): Coming[] {
  const types = new Map<string, Coming & { others: Set<string> }>();
  for (const r of relationships) {
    if (!r.to || r.to.key === r.from.key) continue;
    const c = types.get(r.type.term) ?? { term: r.type.term, label: r.type.label, out: 0, in: 0, fresh: [], others: new Set<string>() };
    types.set(r.type.term, c);
    const out = r.from.key === key;
    if (out || r.type.symmetric) c.out++;
    else c.in++;
    const other = out ? r.to.key : r.from.key;
    if (!shown.has(other)) c.others.add(other);
  }
  const all = [...types.values()].map(({ others, ...c }) => ({ ...c, fresh: [...others].sort() }));
  return all.sort((a, b) => b.fresh.length - a.fresh.length || (a.label < b.label ? -1 : 1));
}

/** How many entities relationships of these types would bring together, each counted once. */
export function brings(all: Coming[], terms: string[]): number {
  return new Set(all.filter((c) => terms.includes(c.term)).flatMap((c) => c.fresh)).size;
}
