// How terms are told and put into groups.
import type { TermKind, TermWhole } from "../../api/operations";
import { polarities, signs } from "../../words/enums";

export const kinds: Record<TermKind, { one: string; many: string; about: string }> = {
  RELATION: { one: "relation", many: "Relations", about: "What claims say of somebody, towards somebody." },
  ENTITY_TYPE: { one: "type of entity", many: "Types of entities", about: "What an actor, a place or an event is." },
  ROLE: { one: "role", many: "Roles", about: "Further participants of a claim." },
  OFFICE: { one: "office", many: "Offices", about: "What somebody holds." },
};

/** Classes of entity types: they may stand where a type may, and are no words of the vocabulary. */
export const classes = new Set(["actor", "place", "event"]);

/** Terms by kind, relations first, in the order in which they came. */
export function byKind(terms: TermWhole[]): Array<[TermKind, TermWhole[]]> {
  return (Object.keys(kinds) as TermKind[]).map((k): [TermKind, TermWhole[]] => [k, terms.filter((t) => t.kind === k)]).filter(([, of]) => of.length > 0);
}

/** What a term is like, in short: facts that its kind has. */
export function facts(t: TermWhole): string[] {
  if (t.kind === "ENTITY_TYPE") return t.class ? [`a sort of ${t.class.toLowerCase()}`] : [];
  if (t.kind === "OFFICE") return t.exclusive ? ["only one can hold it at a time"] : [];
  if (t.kind === "ROLE") return t.holds ? [`holds ${{ ENTITY: "entities", CLAIM: "claims", TERM: "terms" }[t.holds]}`] : [];
  return [
    t.sign === "NONE" ? "" : signs[t.sign].word,
    t.aspect === "EVENT" ? "it happens at some time" : t.aspect === "STATE" ? "it holds over time" : "",
    t.symmetric ? "the same both ways" : "",
    t.unary ? "said of an event alone" : "",
    t.inverseLabel && !t.symmetric ? `read from the other end: “${t.inverseLabel}”` : "",
    t.achievement ? "a failed attempt leaves it undone" : "",
    t.commits ? "who says so is bound to it" : "",
  ].filter((f) => f !== "");
}

/** Another term that can't hold at the same time, with the polarities for which that is so where they are not both affirmed. */
export function excludes(x: TermWhole["incompatible"][number]): string {
  if (x.polarity === "AFFIRMED" && x.other === "AFFIRMED") return "";
  return `this ${polarities[x.polarity].word}, the other ${polarities[x.other].word}`;
}
