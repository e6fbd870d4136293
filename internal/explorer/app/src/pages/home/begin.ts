// What the first page takes from the data that is served: nothing in it knows of whom the data is.
import type { ContradictionCard, HomeContradictionsAnswer, HomePageAnswer } from "../../api/operations";

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

/** The contradictions to read first: between sources before those within one, and the surer of the same time the earlier. */
export function worthReading(of: HomeContradictionsAnswer, most = 3): ContradictionCard[] {
  return [of.certain, of.possible, of.undated, of.within].flatMap((c) => c.nodes).slice(0, most);
}
