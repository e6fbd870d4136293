// Who affirms a relationship, for a line of a list.
import type { Modality, RelationshipSaid } from "../api/operations";
import { manner } from "./claim";

type Claim = RelationshipSaid["said"]["nodes"][number];
type Voice = Claim["voices"][number];

/** How far who is named commits to it. */
export const says: Record<Modality, string> = {
  ASSERTED: "says so",
  ALLEGED: "alleges it",
  HYPOTHETICAL: "thinks it possible",
  PLANNED: "says it is planned",
  DEMANDED: "demands it",
  COUNTERFACTUAL: "says it would have been so",
};

/** Somebody who holds it, and in which source that stands. */
export interface Holder {
  /** Null: the source, in its own words. */
  voice: Voice | null;
  source: Claim["source"];
  /** How it is held, what whoever passes it on thinks of that, and whether it is said to have ended. */
  manner: string;
}

/** Those who affirm it, by how far they commit, the surest first; each once a source. */
export function holders(said: Claim[]): Array<[Modality, Holder[]]> {
  const found = new Map<Modality, Map<string, Holder>>();
  for (const c of said) {
    const voice = c.voices.at(-1) ?? null;
    const of = found.get(c.modality) ?? new Map<string, Holder>();
    const how = [voice ? manner(voice) : "", c.when?.bound === "END" ? "until it ended" : ""].filter((w) => w !== "").join("; ");
    of.set(JSON.stringify([voice?.entity?.key, voice?.label, voice?.affiliation?.key, c.source.key, how]), { voice, source: c.source, manner: how });
    found.set(c.modality, of);
  }
  return (Object.keys(says) as Modality[]).flatMap((m): Array<[Modality, Holder[]]> => (found.has(m) ? [[m, [...found.get(m)!.values()]]] : []));
}
