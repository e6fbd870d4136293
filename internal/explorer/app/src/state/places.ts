// The pages that one can go to from anywhere, in the order of the list at the top, each with the letter that follows a "g".
import type { PageName } from "./route";

export interface Goal {
  page: PageName;
  words: string;
  key: string;
  /** Pages that are below it. */
  below: Array<PageName | "nowhere">;
}

export const places: Goal[] = [
  { page: "graph", words: "Graph", key: "g", below: [] },
  { page: "pairs", words: "Pairs", key: "d", below: ["dyad"] },
  { page: "relationships", words: "Relationships", key: "r", below: ["relationship"] },
  { page: "claims", words: "Claims", key: "l", below: ["claim"] },
  { page: "contradictions", words: "Contradictions", key: "c", below: ["contradiction"] },
  { page: "paths", words: "Paths", key: "p", below: [] },
  { page: "sources", words: "Sources", key: "s", below: ["source"] },
  { page: "balance", words: "Balance", key: "b", below: [] },
  { page: "sensitivity", words: "Without a source", key: "w", below: [] },
  { page: "vocabulary", words: "Vocabulary", key: "v", below: [] },
  { page: "annotate", words: "Annotate", key: "a", below: [] },
  { page: "agreement", words: "Two coders", key: "o", below: [] },
  { page: "curate", words: "Curate", key: "u", below: [] },
];
