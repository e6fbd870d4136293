// How structural balance is worded. Everything is what sources claim: see docs/balance.md.
import type { BalanceWarning, PairSign, TriadKind } from "../api/operations";

/** A glyph beside the word: colour is never the only mark. */
export const pairSigns: Record<PairSign, { word: string; glyph: string; means: string }> = {
  POSITIVE: { word: "cooperative", glyph: "+", means: "all that counts is cooperative, and some of it is not contested" },
  NEGATIVE: { word: "hostile", glyph: "−", means: "all that counts is hostile, and some of it is not contested" },
  AMBIVALENT: { word: "ambivalent", glyph: "±", means: "there is both, or nothing but what is contested; no average is taken" },
};

export const triadKinds: Record<TriadKind, { word: string; glyphs: string; means: string; balanced: boolean }> = {
  ALL_POSITIVE: { word: "three who cooperate", glyphs: "+ + +", means: "three who are said to cooperate with each other", balanced: true },
  ONE_NEGATIVE: { word: "two hostile, both with a third", glyphs: "+ + −", means: "two who are said to be hostile to each other, and to cooperate with a third", balanced: false },
  TWO_NEGATIVE: { word: "two against a third", glyphs: "+ − −", means: "two who are said to cooperate, and to be hostile to a third", balanced: true },
  ALL_NEGATIVE: { word: "three hostile to each other", glyphs: "− − −", means: "three who are said to be hostile to each other; weakly, they are in balance", balanced: false },
};

export const balanceWarnings: Record<BalanceWarning, string> = {
  FEW_PAIRS: "Fewer than 20 pairs have a sign: one claim more or less moves every figure.",
  FEW_TRIADS: "There are fewer than 10 triads whose pairs have signs: one more or less moves what can be said of their shares.",
};

/** How many ways there are to form camps as good as these. */
export function partitionsText(n: number | null): string {
  if (n === null) return "Whether other camps are as good is not known: they were too many to try.";
  if (n === 1) return "No other camps are as good.";
  if (n >= 1_000_000) return "These are one of 1,000,000 ways or more to form camps that are as good.";
  return `These are one of ${n.toLocaleString("en")} ways to form camps that are as good: which pairs speak against them is one reading of several.`;
}

/** A number that is known, or between which it lies. */
export function boundsText(b: { atLeast: number; atMost: number; exact: boolean }): string {
  if (b.exact || b.atLeast === b.atMost) return b.atMost.toLocaleString("en");
  return `between ${b.atLeast.toLocaleString("en")} and ${b.atMost.toLocaleString("en")}`;
}
