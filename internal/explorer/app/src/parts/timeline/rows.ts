// Statements in groups: by the relationship that they are about, each with who holds it.
import type { StatementLine } from "../../api/operations";
import { modalities, outcomes } from "../../words/enums";
import { sourceName } from "../../words/claim";

export interface Group {
  relationship: StatementLine["relationship"];
  statements: StatementLine[];
}

/** Statements by relationship, in the order in which each first comes; within one they stay in order. */
export function groups(statements: StatementLine[]): Group[] {
  const all = new Map<string, Group>();
  for (const s of statements) {
    const of = all.get(s.relationship.id);
    if (of) of.statements.push(s);
    else all.set(s.relationship.id, { relationship: s.relationship, statements: [s] });
  }
  return [...all.values()];
}

/** What a group is about in words: "Red Harbour shelters the Reed Company". */
export function about(r: Group["relationship"]): string {
  return [r.from.name, r.type.label, r.to?.name].filter(Boolean).join(" ");
}

/** Who holds a statement: an entity, somebody unnamed, or the source in its own words. */
export function holder(s: StatementLine): string {
  return s.entity?.name ?? s.label ?? sourceName(s.claim.source);
}

const bounds = { WHOLE: "", START: "its beginning", END: "its end" };

/** How it is held where that is not plain: "not so, its end, alleged, failed". What tells of a beginning or an end says so. */
export function held(s: StatementLine): string {
  return [
    s.polarity === "NEGATED" ? "not so" : "",
    bounds[s.claim.when?.bound ?? "WHOLE"],
    s.modality === "ASSERTED" ? "" : modalities[s.modality].word,
    outcomes[s.claim.outcome],
    s.rejection ? "against what it hears" : "",
  ].filter((w) => w !== "").join(", ");
}

/** Tells a statement from all others: a claim may be stated by several, of several relationships. */
export function statementKey(s: StatementLine): string {
  return [s.claim.id, s.relationship.id, s.entity?.key ?? "", s.label ?? "", s.rejection].join(" ");
}
