// The vocabulary as a form needs it: what can be said, of whom, and what it is mistaken for.
import type { EntityName, TermWhole } from "../api/operations";
import { folded } from "../words/names";

export class Terms {
  readonly relations: TermWhole[];
  readonly roles: TermWhole[];
  readonly offices: TermWhole[];
  readonly entityTypes: TermWhole[];
  #relations: Map<string, TermWhole>;
  #roles: Map<string, TermWhole>;
  #types: Map<string, TermWhole>;

  constructor(all: TermWhole[]) {
    const of = (kind: TermWhole["kind"]) => all.filter((t) => t.kind === kind).sort((a, b) => a.label.localeCompare(b.label));
    [this.relations, this.roles, this.offices, this.entityTypes] = [of("RELATION"), of("ROLE"), of("OFFICE"), of("ENTITY_TYPE")];
    const byTerm = (terms: TermWhole[]) => new Map(terms.map((t) => [t.term, t]));
    [this.#relations, this.#roles, this.#types] = [byTerm(this.relations), byTerm(this.roles), byTerm(this.entityTypes)];
  }

  relation(term: string): TermWhole | undefined {
    return this.#relations.get(term);
  }

  role(term: string): TermWhole | undefined {
    return this.#roles.get(term);
  }

  /** The relations whose label or definition has all words of a text; those whose label begins with it come first. */
  found(text: string): TermWhole[] {
    const words = folded(text).split(/\s+/).filter((w) => w !== "");
    if (words.length === 0) return this.relations;
    const has = (t: TermWhole) => {
      const all = folded([t.term, t.label, t.inverseLabel, t.definition].join(" "));
      return words.every((w) => all.includes(w));
    };
    const first = (t: TermWhole) => (folded(t.label).startsWith(words[0]!) ? 0 : 1);
    return this.relations.filter(has).sort((a, b) => first(a) - first(b));
  }

  /** Whether somebody of a type may stand where a term allows `allowed`; of a type that nobody defined, always. */
  admits(allowed: string[], type: string): boolean {
    if (allowed.length === 0) return true;
    const known = this.#types.get(type);
    if (!known) return true;
    return allowed.includes(type) || (known.class !== null && allowed.includes(known.class.toLowerCase()));
  }

  /** Says what is wrong with somebody where a term allows `allowed`; "" if nothing is. */
  judge(allowed: string[]): (e: EntityName) => string {
    return (e) => (this.admits(allowed, e.type.term) ? "" : `${e.name} is a ${e.type.label}; here may stand: ${allowed.join(", ")}.`);
  }
}
