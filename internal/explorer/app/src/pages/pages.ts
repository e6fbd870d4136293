// The pages, each loaded when it is first gone to; the first page comes with the explorer, since most begin there.
import type { Component } from "svelte";
import type { PageName } from "../state/route";
import Home from "./Home.svelte";

export interface Page {
  title: string;
  load: () => Promise<{ default: Component }>;
}

export const pages: Record<PageName | "nowhere", Page> = {
  home: { title: "Home", load: () => Promise.resolve({ default: Home }) },
  entity: { title: "Entity", load: () => import("./Entity.svelte") },
  graph: { title: "Graph", load: () => import("./Graph.svelte") },
  pairs: { title: "Pair", load: () => import("./Pairs.svelte") },
  dyad: { title: "Pair", load: () => import("./Dyad.svelte") },
  relationships: { title: "Relationships", load: () => import("./Relationships.svelte") },
  relationship: { title: "Relationship", load: () => import("./Relationship.svelte") },
  claims: { title: "Claims", load: () => import("./Claims.svelte") },
  claim: { title: "Claim", load: () => import("./Claim.svelte") },
  contradictions: { title: "Contradictions", load: () => import("./Contradictions.svelte") },
  contradiction: { title: "Contradiction", load: () => import("./Contradiction.svelte") },
  paths: { title: "Paths", load: () => import("./Paths.svelte") },
  sources: { title: "Sources", load: () => import("./Sources.svelte") },
  source: { title: "Source", load: () => import("./Source.svelte") },
  balance: { title: "Balance", load: () => import("./Balance.svelte") },
  sensitivity: { title: "Without a source", load: () => import("./Sensitivity.svelte") },
  vocabulary: { title: "Vocabulary", load: () => import("./Vocabulary.svelte") },
  annotate: { title: "Annotate", load: () => import("./Annotate.svelte") },
  agreement: { title: "Two coders", load: () => import("./Agreement.svelte") },
  curate: { title: "Curate", load: () => import("./Curate.svelte") },
  nowhere: { title: "Nothing here", load: () => import("./Nowhere.svelte") },
};
