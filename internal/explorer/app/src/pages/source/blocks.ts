// A long text in blocks, so that only what is in sight has to be taken apart on the page.
import type { Segment } from "./segments";

export interface Block {
  start: number;
  end: number;
  pieces: Segment[];
}

/** Segments in blocks of at most so many. */
export function blocks(pieces: Segment[], most: number): Block[] {
  const all: Block[] = [];
  for (let i = 0; i < pieces.length; i += most) {
    const of = pieces.slice(i, i + most);
    all.push({ start: of[0]!.start, end: of.at(-1)!.end, pieces: of });
  }
  return all;
}
