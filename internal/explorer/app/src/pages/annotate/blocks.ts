// A text in blocks of lines that stay whatever is annotated in it, so that a change is drawn anew only where it is.
import type { Letters } from "../../words/codepoints";
import { type Segment, segments, type Span as Resting } from "../source/segments";
import type { Span } from "./file";

/** Blocks of whole lines, each of as many as it takes to have `least` code points; a line may be longer than that. */
export function blocks(letters: Letters, least: number): Span[] {
  const all: Span[] = [];
  let start = 0;
  while (start < letters.length) {
    const line = letters.text.indexOf("\n", letters.index(start + least));
    const end = line < 0 ? letters.length : letters.point(line + 1);
    all.push({ start, end });
    start = end;
  }
  return all;
}

/** What rests on each block, in the order of the blocks. What reaches over several is in each. */
export function resting(blocks: Span[], spans: Resting[]): Resting[][] {
  const all: Resting[][] = blocks.map(() => []);
  for (const s of spans) {
    for (let i = Math.max(0, blockAt(blocks, s.start)); i < blocks.length && blocks[i]!.start < s.end; i++) all[i]!.push(s);
  }
  return all;
}

/** In which block a code point lies; -1 before the first, the last for what lies behind it. */
export function blockAt(blocks: Span[], point: number): number {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]!.start <= point) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The segments of a block, in code points of the text. */
export function within(block: Span, spans: Resting[]): Segment[] {
  const inside = spans.map((s) => ({ ...s, start: s.start - block.start, end: s.end - block.start }));
  return segments(block.end - block.start, inside).map((s) => ({ ...s, start: s.start + block.start, end: s.end + block.start }));
}
