// Names under nodes: broken into lines that are narrow enough, and how much room they take. Widths are estimates, since they are needed
// where nothing can be measured: of letters of no script more is promised than that they are about so wide.

/** Most letters in a line, counted as of middle width. */
const lineLength = 18;
/** Most lines; what is longer is cut, and its end is told by an ellipsis. The table has it whole. */
const mostLines = 3;

export const lineHeight = 1.2;

/** Breaks a name into lines, between words where it can. */
export function wrapped(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.trim().split(/\s+/).flatMap(pieces)) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= lineLength) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), `${lines[mostLines - 1]}…`];
}

/** A word that is too long for a line in pieces that are not: broken after hyphens where it has them, else between letters. */
function pieces(word: string): string[] {
  if (widthOf(word) <= lineLength) return [word];
  const all = [""];
  for (const part of word.split(/(?<=-)/).flatMap((p) => (widthOf(p) <= lineLength ? [p] : letters(p)))) {
    if (widthOf(all.at(-1)! + part) > lineLength) all.push("");
    all[all.length - 1] += part;
  }
  return all.filter((p) => p !== "");
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What readers take for letters: accents belong to what they stand on. */
function letters(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return text.split(""); // most names, and much faster
  return [...segmenter.segment(text)].map((s) => s.segment);
}

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u;

/** How wide a text is, in letters of middle width. */
export function widthOf(text: string): number {
  return letters(text).reduce((n, letter) => n + (wide.test(letter) ? 2 : 1), 0);
}

/** The room that a node takes with its name below it, at a size of letters, all in pixels. */
export function room(node: number, lines: string[], size: number): { w: number; h: number } {
  const widest = Math.max(0, ...lines.map(widthOf));
  return { w: Math.max(node, widest * size * 0.56) + 8, h: node + 4 + lines.length * size * lineHeight + 6 };
}
