// The relationships of one entity, in the order in which they are read: by relation as it reads from the entity, the most numerous first.
import type { RelationshipLine } from "../../api/operations";
import { relation } from "../../words/claim";
import { folded } from "../../words/names";

export interface Group<Line extends RelationshipLine = RelationshipLine> {
  /** The relation as it reads from the entity: "attacks", "attacked by". */
  words: string;
  relationships: Line[];
}

/** Whether it leads to the entity, and not from it. */
export function backward(r: RelationshipLine, key: string): boolean {
  return r.to?.key === key && r.from.key !== key;
}

/** Who or what is at the other end; null where nobody is. */
export function counterpart(r: RelationshipLine, key: string): RelationshipLine["from"] | null {
  return backward(r, key) ? r.from : r.to;
}

/** Groups relationships by relation and way; `text` leaves only those whose relation or counterpart has it in its name. */
export function groups<Line extends RelationshipLine>(all: Line[], key: string, text = ""): Array<Group<Line>> {
  const found = new Map<string, Group<Line>>();
  for (const r of all) {
    const words = relation(r.type, backward(r, key));
    if (!fits(text, words, counterpart(r, key)?.name ?? "")) continue;
    const group = found.get(words) ?? { words, relationships: [] };
    group.relationships.push(r);
    found.set(words, group);
  }
  return [...found.values()].sort((a, b) => b.relationships.length - a.relationships.length || a.words.localeCompare(b.words));
}

function fits(text: string, ...of: string[]): boolean {
  const wanted = folded(text);
  return wanted === "" || of.some((t) => folded(t).includes(wanted));
}

/** Who is at the other ends, with how many relationships, the most first. */
export function neighbours(all: RelationshipLine[], key: string): Array<{ entity: RelationshipLine["from"]; count: number }> {
  const found = new Map<string, { entity: RelationshipLine["from"]; count: number }>();
  for (const r of all) {
    const other = counterpart(r, key);
    if (!other || other.key === key) continue;
    const seen = found.get(other.key) ?? { entity: other, count: 0 };
    seen.count++;
    found.set(other.key, seen);
  }
  return [...found.values()].sort((a, b) => b.count - a.count || a.entity.name.localeCompare(b.entity.name));
}
