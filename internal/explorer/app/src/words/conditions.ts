// How conditions are called and explained.
import type { Modality, Polarity, RelationshipStatus, Sign } from "../api/operations";
import { modalities, polarities, signs, statuses } from "./enums";

export interface Called {
  /** What it is called where it is set. */
  label: string;
  /** What it is called where it is on, before its value; a switch has no value. */
  on: string;
  /** What a switch is called where it is off, if that is a condition too. */
  off?: string;
  help: string;
}

export const called: Record<string, Called> = {
  source: { label: "Only these sources", on: "only source", help: "The graph according to one source, or some." },
  "without-source": { label: "Without these sources", on: "without source", help: "What is left if they had not been read." },
  voice: { label: "Only what these say", on: "only what is said by", help: "Only claims that these hold: they say so, or are said to believe it." },
  "without-voice": { label: "Without what these say", on: "without what is said by", help: "Everything but the claims that these hold." },
  "any-voice": { label: "Also where they are heard through others", on: "voices anywhere in the chain", help: "A voice then counts wherever it stands between the source and who holds the claim in the end, the source included." },
  modality: { label: "Only claims that are", on: "only claims that are", help: "How far who holds a claim commits to it. None checked: all." },
  "without-modality": { label: "Without claims that are", on: "without claims that are", help: "Leave out, for example, what is only alleged." },
  polarity: { label: "Only claims that", on: "only claims that say it is", help: "None checked: both. With one side alone, nothing is contested any more: who says otherwise is not heard." },
  "valid-at": { label: "What held at this time", on: "held at", help: "A date as exact as you mean it: 2031, 2031-06, 2031-06-15, from one to another 2031-05/2031-08, until then ../2031, about 2031~. What may have held on some day of it counts; what has no date does not, unless you say so below." },
  undated: { label: "Count claims without a date too", on: "and what has no date", help: "Only matters with a time above." },
  rollup: { label: "Count parts as their wholes", on: "parts count as wholes", help: "A wing as its movement, a ministry as its government. What is then within one whole is left out." },
  "as-of": { label: "As it was recorded", on: "as recorded", help: "A day such as 2031-06-04 (to its end), a moment such as 2031-06-04T12:00:00Z, or the number of a transaction: what was known here then, before later loads, corrections and retractions." },
  type: { label: "Only these relations", on: "only", help: "Each with its narrower ones." },
  status: { label: "Only relationships that are", on: "only", help: "What their claims add up to. None checked: all." },
  sign: { label: "Only relationships that are", on: "only", help: "What sort of relation it is. None checked: all." },
  "min-origins": { label: "Affirmed by at least so many independent origins", on: "origins at least", help: "Two who repeat one are one." },
  contradicted: { label: "Only with a claim that is in a contradiction", on: "only what is in a contradiction", off: "only what is in no contradiction", help: "" },
};

/** The rollups in words. */
export const rollups: Record<string, { word: string; means: string }> = {
  none: { word: "no", means: "everybody is who the claim names" },
  parts: { word: "parts", means: "along “is part of”" },
  state: { word: "up to states", means: "along “acts for” too: a government as its state" },
};

/** A word of a closed set, and what it means. */
export function meaning(name: string, value: string): { word: string; means: string } {
  const v = value.toUpperCase();
  if (name.endsWith("modality")) return modalities[v as Modality];
  if (name === "polarity") return { word: { AFFIRMED: "so", NEGATED: "not so" }[v] ?? value, means: polarities[v as Polarity].word };
  if (name === "status") return statuses[v as RelationshipStatus];
  if (name === "sign") return signs[v as Sign];
  return rollups[value.toLowerCase()] ?? { word: value, means: "" };
}
