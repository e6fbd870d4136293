// Sentences about claims, from their fields alone.
import type { ClaimCard } from "../api/operations";
import { bases, modes, stances } from "./enums";
import { dateText } from "./edtf";

type Voice = ClaimCard["voices"][number];

/** How a voice holds it, and what the next outer one thinks of that: "says, doubted"; "" for plain saying. */
export function manner(v: Voice): string {
  return [v.mode === "SAYS" ? "" : modes[v.mode], stances[v.stance]].filter((w) => w !== "").join(", ");
}

/** What a source is called in a line: its author or publisher, else its title, else its key. */
export function sourceName(s: { publisher: string | null; author: string | null; title: string | null; key: string }): string {
  return [s.author, s.publisher].filter(Boolean).join(", ") || s.title || s.key;
}

/** When a claim is of: "2031-05, from then on (worked out by the annotator)"; "" where nothing is known. */
export function whenText(w: ClaimCard["when"]): string {
  if (!w) return "";
  const date = w.edtf ? dateText(w.edtf) : "at a time that is not told";
  const bound = { WHOLE: "", START: "began ", END: "ended " }[w.bound];
  const notes = [w.extent === "THROUGHOUT" ? "throughout" : "", w.basis ? bases[w.basis] : ""].filter((n) => n !== "");
  return `${bound}${date}${notes.length > 0 ? ` (${notes.join("; ")})` : ""}`;
}

/** A number as the source gives it, with its bounds. */
export function numberText(n: NonNullable<ClaimCard["number"]>): string {
  const figures = n.best !== null ? String(n.best) : "";
  const bounds = n.low === null && n.high === null ? "" : n.low === n.high ? String(n.low) : `${n.low ?? "…"} to ${n.high ?? "…"}`;
  const sure = [figures, figures && bounds ? `(${bounds})` : bounds].filter(Boolean).join(" ");
  return [sure, n.unit ?? "", n.worded && n.worded !== figures ? `“${n.worded}”` : ""].filter(Boolean).join(" ");
}

/** The relation as it reads from one end: from the other end the inverse label, if there is one. */
export function relation(type: { label: string; inverseLabel: string | null; symmetric: boolean }, backward: boolean): string {
  if (!backward || type.symmetric) return type.label;
  return type.inverseLabel ?? `${type.label} (towards it)`;
}
