// Why claims contradict each other, in a sentence; and what an analyst found.
import type { ContradictionCard, Finding } from "../api/operations";
import { betweens, overlaps, rules } from "./enums";

/** Why it is one: by which rule, of which time, between whom, resting on what. */
export function why(c: Pick<ContradictionCard, "rule" | "overlap" | "between" | "basedOnInference">): string {
  const means = rules[c.rule].means;
  const rests = c.basedOnInference ? " It rests on a date that the annotator worked out." : "";
  return `${means.charAt(0).toUpperCase()}${means.slice(1)}: ${overlaps[c.overlap]}, ${betweens[c.between]}.${rests}`;
}

export const findings: Record<Finding, { word: string; means: string }> = {
  STANDS: { word: "it stands", means: "the claims can't both be right" },
  APPARENT: { word: "it is apparent", means: "the claims can both be right" },
  DECIDED: { word: "it is decided", means: "one side is right" },
};

interface Named {
  key: string;
  name: string;
}

/** The actors, places and events that its claims name as ends, each once, by name. */
export function ends<E extends Named>(c: { sides: Array<{ claims: Array<{ from: E; to: E | null }> }> }): E[] {
  const all = new Map(c.sides.flatMap((s) => s.claims).flatMap((k) => (k.to ? [k.from, k.to] : [k.from])).map((e) => [e.key, e]));
  return [...all.values()].sort((a, b) => a.name.localeCompare(b.name));
}
