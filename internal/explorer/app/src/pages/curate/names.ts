// Names under work, as they are typed.
import type { NameInput, NameKind } from "../../api/operations";

export interface NameDraft {
  text: string;
  kind: NameKind;
  /** A BCP 47 tag; "" is none. */
  language: string;
  /** Whether others bear it too, and that is meant. */
  ambiguous: boolean;
}

export function emptyName(): NameDraft {
  return { text: "", kind: "ALIAS", language: "", ambiguous: false };
}

/** Names as the API takes them. */
export function namesOf(names: NameDraft[]): NameInput[] {
  return names.map(({ text, kind, language, ambiguous }) => ({ text: text.trim(), kind, ...(language.trim() ? { language: language.trim() } : {}), ambiguous }));
}
