// What a list of contradictions is narrowed to, as it stands in the address, and as the API's filter.
import type { Between, ContradictionFilter, Overlap, Rule } from "../../api/operations";
import { betweens, overlaps, rules } from "../../words/enums";

/** The parameters of the page, by name; "" is one that is not given. */
export interface Narrowed {
  rule: string;
  overlap: string;
  between: string;
  involving: string;
  judged: string;
  inferred: string;
  reconciled: string;
}

export const names = ["rule", "overlap", "between", "involving", "judged", "inferred", "reconciled"] as const;

/** Reads the parameters. What is no word of theirs is none. */
export function narrowed(param: (name: string) => string): Narrowed {
  const word = (name: string, of: object) => (param(name).toUpperCase() in of ? param(name).toLowerCase() : "");
  const either = (name: string) => (["yes", "no"].includes(param(name)) ? param(name) : "");
  return {
    rule: word("rule", rules), overlap: word("overlap", overlaps), between: word("between", betweens), involving: param("involving"),
    judged: either("judged"), inferred: either("inferred"), reconciled: either("reconciled"),
  };
}

/** The API's filter of these, and of types; undefined where nothing is narrowed. */
export function filterOf(n: Narrowed, types: string[] = []): ContradictionFilter | undefined {
  const filter: ContradictionFilter = {};
  if (n.rule) filter.rules = [n.rule.toUpperCase() as Rule];
  if (n.overlap) filter.overlap = [n.overlap.toUpperCase() as Overlap];
  if (n.between) filter.between = [n.between.toUpperCase() as Between];
  if (n.involving) filter.involving = [n.involving];
  if (types.length > 0) filter.types = { in: types };
  if (n.judged) filter.judged = n.judged === "yes";
  if (n.inferred) filter.basedOnInference = n.inferred === "yes";
  if (n.reconciled) filter.reconciled = n.reconciled === "yes";
  return Object.keys(filter).length === 0 ? undefined : filter;
}
