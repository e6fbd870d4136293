// The colours of the page, for what is drawn where its style does not reach.
import type { Sign } from "../api/operations";

export interface Palette {
  page: string;
  card: string;
  text: string;
  faint: string;
  line: string;
  focus: string;
  signs: Record<Sign, string>;
  font: string;
}

/** Reads the colours as they are now: another theme has others. */
export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string, otherwise: string) => style.getPropertyValue(`--${name}`).trim() || otherwise;
  return {
    page: of("page", "#fff"), card: of("card", "#f6f7f9"), text: of("text", "#1b1f24"), faint: of("faint", "#59636e"), line: of("line", "#8b949e"),
    focus: of("focus", "#b35900"), font: of("sans", "sans-serif"),
    signs: { POSITIVE: of("positive", "#00704f"), NEGATIVE: of("negative", "#b03a00"), ZERO: of("zero", "#57606a"), NONE: of("none", "#6e7781") },
  };
}
