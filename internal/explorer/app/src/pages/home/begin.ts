// What the first page takes from the data that is served: nothing in it knows of whom the data is.
import type { ContradictionCard, HomeContradictionsAnswer, HomePageAnswer } from "../../api/operations";
import { ends } from "../../words/contradiction";

type Counted = HomePageAnswer["stats"]["relationshipsByType"][number];
type Source = HomePageAnswer["sources"]["nodes"][number];

/** Relations that make a good first question, the best first: where the data has them, who reads it wants to know. */
const telling = ["shelters", "sponsors", "supports", "attacks", "controls", "allied_with", "mediates"];

/** The relation to begin with: one that tells, else that with the most relationships; undefined without any. */
export function firstRelation(counts: Counted[]): Counted | undefined {
  const all = counts.filter((t) => t.count > 0);
  const told = telling.map((term) => all.find((t) => t.type.term === term)).find((t) => t !== undefined);
  return told ?? all.toSorted((a, b) => b.count - a.count)[0];
}

/** The source with the most claims; undefined where none has any. */
export function mainSource(sources: Source[]): Source | undefined {
  return sources.filter((s) => s.claims.totalCount > 0).toSorted((a, b) => b.claims.totalCount - a.claims.totalCount)[0];
}

/**
 * The contradictions to read first: between sources before those within one, and the surer of the same time the earlier. A second one of the
 * same rule about the same actors comes only where there are not enough others.
 */
export function worthReading(of: HomeContradictionsAnswer, most = 3): ContradictionCard[] {
  const all = [of.certain, of.possible, of.undated, of.within].flatMap((c) => c.nodes);
  const seen = new Set<string>();
  const about = (c: ContradictionCard) => JSON.stringify([c.rule, ...ends(c).map((e) => e.key)]);
  const others = all.filter((c) => !seen.has(about(c)) && seen.add(about(c)));
  return [...others, ...all.filter((c) => !others.includes(c))].slice(0, most);
}
