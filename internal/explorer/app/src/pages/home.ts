// What the first page takes from the data that is served: nothing in it knows of whom the data is.
import type { HomePageAnswer } from "../api/operations";

type Stats = HomePageAnswer["stats"];

/** Relations that make a good first question, the best first: where the data has them, who reads it wants to know. */
const telling = ["shelters", "sponsors", "supports", "attacks", "controls", "allied_with", "mediates"];

/** The relation to begin with: one that tells, else that with the most relationships; undefined without any. */
export function firstRelation(stats: Stats): Stats["relationshipsByType"][number] | undefined {
  const all = stats.relationshipsByType.filter((t) => t.count > 0);
  for (const term of telling) {
    const found = all.find((t) => t.type.term === term);
    if (found) return found;
  }
  return all.toSorted((a, b) => b.count - a.count)[0];
}

/** How many relationships have a status, in a few words for a list of counts. */
export function counted(stats: Stats): Array<[string, number]> {
  return stats.relationshipsByStatus.filter((s) => s.count > 0).map((s) => [s.status, s.count]);
}
