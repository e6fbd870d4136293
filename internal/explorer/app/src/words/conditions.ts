// How conditions are called and explained.

export interface Called {
  label: string;
  help: string;
}

export const called: Record<string, Called> = {
  source: { label: "Only these sources", help: "The graph according to one source, or some." },
  "without-source": { label: "Without these sources", help: "What would be left if they had not been read." },
  voice: { label: "Only what these say", help: "An entity's key, SELF for the sources in their own words, label:TEXT for somebody unnamed." },
  "without-voice": { label: "Without what these say", help: "Named likewise." },
  "any-voice": { label: "Voices anywhere in the chain", help: "Also where somebody is quoted by somebody else, not only who holds it in the end." },
  modality: { label: "Only claims that are", help: "How far who holds it commits to it." },
  "without-modality": { label: "Without claims that are", help: "Leave out, for example, what is only alleged." },
  polarity: { label: "Only claims that", help: "Say that it is so, or that it is not." },
  "valid-at": { label: "Of the time", help: "A date as exact as you mean it: 2021, 2021-08, 2021-10/2021-12, ../2021." },
  undated: { label: "And what has no date", help: "With a time: count claims without a date too." },
  rollup: { label: "Count parts as their wholes", help: "parts: a wing as its movement; state: also a government as its state." },
  "as-of": { label: "As recorded on", help: "A day, or the number of a transaction: what was known here then." },
  type: { label: "Only these relations", help: "With their narrower ones." },
  status: { label: "Only relationships that are", help: "What their claims add up to." },
  sign: { label: "Only relationships that are (sign)", help: "Cooperative, hostile, neither, or without a sign." },
  "min-origins": { label: "Affirmed by at least so many independent origins", help: "Two who repeat one are one." },
  contradicted: { label: "Only with a claim that is in a contradiction", help: "" },
};
