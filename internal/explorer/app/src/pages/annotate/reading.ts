// Moving through a text by words and sentences, and finding words in it. Places are code points.
import { Letters } from "../../words/codepoints";
import type { Span } from "./file";

/** The words of a text, and its sentences, as its language has them. */
export class Reading {
  #words: Span[] | undefined;
  #sentences: Span[] | undefined;

  constructor(readonly letters: Letters, readonly language = "en") {}

  /** Found when they are asked for: in a long text that takes a tenth of a second. */
  get words(): Span[] {
    return (this.#words ??= pieces(this.letters.text, this.language, "word").filter((s) => s.wordLike).map(({ start, end }) => ({ start, end })));
  }

  get sentences(): Span[] {
    return (this.#sentences ??= pieces(this.letters.text, this.language, "sentence").map((s) => trimmed(this.letters, s)).filter((s) => s.start < s.end));
  }

  /** The word at a place, else the next, else the last; -1 in a text without words. */
  wordAt(point: number): number {
    const i = this.words.findIndex((w) => point < w.end);
    return i < 0 ? this.words.length - 1 : i;
  }

  /** The first word of the sentence that is so many after the one with this word. */
  inSentence(word: number, by: number): number {
    const at = this.words[word]?.start ?? 0;
    const now = Math.max(0, this.sentences.findIndex((s) => at < s.end));
    const to = this.sentences[Math.max(0, Math.min(now + by, this.sentences.length - 1))];
    return to ? this.wordAt(to.start) : word;
  }
}

/** Where words stand in a text: exactly so; with an ellipsis between, from the first words to the next place of the last. */
export function placesOf(letters: Letters, words: string, most = 50): Span[] {
  const [first, last] = words.split("…").map((p) => p.trim());
  const found: Span[] = [];
  if (!first) return found;
  const { text } = letters;
  for (let i = text.indexOf(first); i >= 0 && found.length < most; i = text.indexOf(first, i + 1)) {
    const end = last ? text.indexOf(last, i + first.length) : i;
    if (end < 0) break;
    found.push({ start: letters.point(i), end: letters.point(end + (last || first).length) });
  }
  return found;
}

interface Piece extends Span {
  wordLike: boolean;
}

function pieces(text: string, language: string, granularity: "word" | "sentence"): Piece[] {
  const all: Piece[] = [];
  let at = 0;
  for (const s of new Intl.Segmenter(safe(language), { granularity }).segment(text)) {
    const n = [...s.segment].length;
    all.push({ start: at, end: at + n, wordLike: s.isWordLike ?? false });
    at += n;
  }
  return all;
}

function safe(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? "en";
  } catch {
    return "en";
  }
}

/** A span without spaces at its ends. */
export function trimmed(letters: Letters, s: Span): Span {
  const text = letters.slice(s.start, s.end);
  const before = [...(/^\s*/u.exec(text)?.[0] ?? "")].length;
  const after = text.trim() === "" ? 0 : [...(/\s*$/u.exec(text)?.[0] ?? "")].length;
  return { start: Math.min(s.start + before, s.end), end: s.end - after };
}
