// How the closed sets of the API are worded for people. One place: tables, legends, labels and help say the same.
import type {
  Basis, Between, Genre, Modality, Mode, NameKind, Outcome, Overlap, Polarity, RelationshipStatus, Rule, Sign, SourceKind, Stance,
} from "../api/operations";

export const statuses: Record<RelationshipStatus, { word: string; means: string }> = {
  CORROBORATED: { word: "corroborated", means: "asserted by at least two independent origins" },
  STATED: { word: "stated", means: "asserted by one origin" },
  CONTESTED: { word: "contested", means: "affirmed by some, and negated by others, of what may be the same time" },
  ALLEGED: { word: "alleged", means: "affirmed, but only as suspected or reported" },
  HYPOTHETICAL: { word: "hypothetical", means: "only feared, planned, demanded or imagined" },
  DENIED: { word: "denied", means: "negated, and affirmed by nobody" },
};

/** A glyph beside the word: colour is never the only mark. */
export const signs: Record<Sign, { word: string; glyph: string; means: string }> = {
  POSITIVE: { word: "cooperative", glyph: "+", means: "cooperative" },
  NEGATIVE: { word: "hostile", glyph: "−", means: "hostile" },
  ZERO: { word: "neutral", glyph: "○", means: "neither, by its nature: membership, location" },
  NONE: { word: "no sign", glyph: "·", means: "it carries none: nobody affirms it as a fact, or its type is unknown" },
};

export const modalities: Record<Modality, { word: string; means: string }> = {
  ASSERTED: { word: "asserted", means: "given as so" },
  ALLEGED: { word: "alleged", means: "suspected, reported or speculated" },
  HYPOTHETICAL: { word: "hypothetical", means: "feared, conditional or predicted" },
  PLANNED: { word: "planned", means: "intended, decided or promised" },
  DEMANDED: { word: "demanded", means: "called for: it should be so" },
  COUNTERFACTUAL: { word: "counterfactual", means: "it would have been so" },
};

export const polarities: Record<Polarity, { word: string; means: string }> = {
  AFFIRMED: { word: "affirmed", means: "it is so" },
  NEGATED: { word: "negated", means: "it is not so" },
};

export const outcomes: Record<Outcome, string> = {
  NONE: "", SUCCEEDED: "succeeded", FAILED: "failed", REFUSED: "refused", INCONCLUSIVE: "inconclusive",
};

/** How a voice holds what it is quoted for. */
export const modes: Record<Mode, string> = { SAYS: "says", BELIEVES: "is said to believe", DOCUMENT: "in writing" };

/** What the next outer voice thinks of a voice. */
export const stances: Record<Stance, string> = { NEUTRAL: "", ENDORSES: "endorsed", DOUBTS: "doubted", REJECTS: "rejected" };

export const rules: Record<Rule, { word: string; means: string }> = {
  POLARITY: { word: "yes and no", means: "one affirms what another negates" },
  INCOMPATIBLE: { word: "incompatible", means: "two relationships that exclude each other" },
  COMMITMENT: { word: "promise", means: "promised, and then not so" },
  DATE: { word: "date", means: "an event before its beginning, after its end, or with two dates" },
  ATTRIBUTION: { word: "who did it", means: "one deed, and two doers who are not linked" },
  NUMBER: { word: "number", means: "numbers whose ranges don't meet" },
  ROLE: { word: "office", means: "two holders of an office that only one can hold" },
  DISPUTE: { word: "dispute", means: "a claim says that another is wrong" },
};

export const overlaps: Record<Overlap, string> = {
  CERTAIN: "of the same time", POSSIBLE: "possibly of the same time", UNKNOWN: "one of them has no date",
};

export const betweens: Record<Between, string> = { SOURCES: "between sources", VOICES: "within one source, between its voices" };

export const kinds: Record<SourceKind, string> = { ARTICLE: "article", REPORT: "report", DATASET: "data set", POST: "post" };

export const genres: Record<Genre, string> = { REPORTING: "reporting", OPINION: "opinion", DATA: "data" };

export const bases: Record<Basis, string> = {
  STATED: "", RELATIVE: "told from the date of the text", INFERRED: "worked out by the annotator",
};

export const nameKinds: Record<NameKind, string> = {
  PREFERRED: "name", ALIAS: "alias", ACRONYM: "acronym", TRANSLITERATION: "transliteration", FORMER: "former name",
};
