// By what claims of a file may be named in others: their labels, or those that they would get.
import type { FileClaim } from "./file";

export interface Reference {
  index: number;
  /** What is written for it. */
  value: string;
  /** Whether the file has to give it that label first. */
  proposed: boolean;
  /** What the claim says, in short. */
  words: string;
}

/** The claims of a file as others may name them, in its order. */
export function references(claims: FileClaim[]): Reference[] {
  const taken = new Set(claims.map((c) => c.label).filter((l) => l !== ""));
  return claims.map((c) => {
    const value = c.label || free(`claim-${c.index + 1}`, taken);
    taken.add(value);
    return { index: c.index, value, proposed: c.label === "", words: String(c.record.gist ?? c.record.claim ?? value) };
  });
}

/** A label, with a number behind it if it is taken. */
function free(label: string, taken: Set<string>): string {
  if (!taken.has(label)) return label;
  for (let n = 2; ; n++) if (!taken.has(`${label}-${n}`)) return `${label}-${n}`;
}
