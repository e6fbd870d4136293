// How what is recorded about a source is worded.
import type { SourceKind, Genre } from "../api/operations";
import { genres, kinds } from "./enums";

/** The Admiralty scale of the reliability of a source. */
export const reliabilities: Record<string, string> = {
  A: "completely reliable", B: "usually reliable", C: "fairly reliable", D: "not usually reliable", E: "unreliable", F: "can't be judged",
};

/** A reliability in words: "B, usually reliable"; "not judged" where nobody did. */
export function reliabilityText(r: string | null): string {
  if (r === null) return "not judged";
  return reliabilities[r] ? `${r}, ${reliabilities[r]}` : r;
}

/** What sort of document it is: "article, reporting". */
export function sortText(s: { kind: SourceKind; genre: Genre }): string {
  return `${kinds[s.kind]}, ${genres[s.genre]}`;
}

/** A language in English with its tag, "Urdu (ur)"; the tag alone where nothing is known of it, "" for none. */
export function languageText(tag: string | null): string {
  if (tag === null || tag === "") return "";
  try {
    const name = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }).of(tag);
    return name ? `${name} (${tag})` : tag;
  } catch {
    return tag;
  }
}

/** An address that may be linked to: one of the web. Undefined for any other, which is shown as text. */
export function webAddress(url: string | null): string | undefined {
  if (url === null || !URL.canParse(url)) return undefined;
  const u = new URL(url);
  return u.protocol === "https:" || u.protocol === "http:" ? u.href : undefined;
}
