// What a survey proposes of names, less what is annotated or rejected already.
import type { EntityName } from "../../api/operations";
import type { Mention, Span } from "./file";
import type { Found } from "./work.svelte";

/** A name that means one entity, with its places that are not annotated yet. */
export interface Proposal {
  id: string;
  entity: EntityName;
  form: string;
  places: Span[];
}

/** Proposals by name, in the order of the text. */
export function proposals(found: Found, mentions: Mention[], rejected: string[]): Proposal[] {
  const all = new Map<string, Proposal>();
  for (const m of found.mentions) {
    const id = `${m.entity.key} ${m.form}`;
    if (rejected.includes(id) || taken(mentions, m.part)) continue;
    const p = all.get(id) ?? { id, entity: m.entity, form: m.form, places: [] };
    all.set(id, p);
    p.places.push(m.part);
  }
  return [...all.values()];
}

/** Whether a span is annotated as a name already, or lies across one. */
export function taken(mentions: Mention[], s: Span): boolean {
  return mentions.some((m) => m.start < s.end && s.start < m.end);
}

/** The spans of a name that are not annotated yet. */
export function free(mentions: Mention[], parts: Span[]): Span[] {
  return parts.filter((p) => !taken(mentions, p));
}

/** A name that was found at a place, and whom it may name there. */
export interface Proposed extends Span {
  form: string;
  candidates: EntityName[];
}

/** The names that were found among some words and are not annotated yet, in the order of the text. */
export function proposed(found: Found, mentions: Mention[], among: Span): Proposed[] {
  const all = [
    ...found.mentions.map((m) => ({ ...m.part, form: m.form, candidates: [m.entity] })),
    ...found.ambiguous.flatMap((a) => a.parts.map((p) => ({ ...p, form: a.form, candidates: a.candidates }))),
  ];
  return all.filter((p) => p.start < among.end && among.start < p.end && !taken(mentions, p)).sort((a, b) => a.start - b.start);
}
