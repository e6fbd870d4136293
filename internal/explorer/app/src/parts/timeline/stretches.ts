// Where a stretch of time lies in a drawing. What is not known is left open, never closed at some likely day.
import { days } from "../../words/edtf";
import type { Span } from "./scale";

/** A stretch as the API tells it: within which days it lay, on some of which days it was so, and on each of which. */
export interface Told {
  holds: boolean | null;
  possible: string | null;
  some: string | null;
  sure: string | null;
}

/** A piece of a line, in pixels. An open end goes on beyond what is drawn. */
export interface Piece {
  x: number;
  width: number;
  openStart: boolean;
  openEnd: boolean;
}

export interface Placed {
  holds: boolean | null;
  possible: Piece | null;
  some: Piece | null;
  sure: Piece | null;
}

/** The least width that is seen, of what is shorter than that. */
const least = 4;

/** The days between which all limits of stretches lie; undefined where none has a limit. */
export function reach(stretches: Told[]): Span | undefined {
  const ends = stretches.flatMap((s) => [s.possible, s.some, s.sure]).flatMap((t) => {
    const d = t === null ? undefined : days(t);
    return d ? [d.from, d.to].filter((e) => e !== null) : [];
  });
  return ends.length === 0 ? undefined : { from: smallest(ends), to: greatest(ends) };
}

// Spreading a long list into Math.min overflows the stack.
const smallest = (all: number[]) => all.reduce((a, b) => Math.min(a, b));
const greatest = (all: number[]) => all.reduce((a, b) => Math.max(a, b));

/** Where the parts of a stretch lie on a scale of so many pixels. */
export function place(s: Told, at: (day: number) => number, width: number): Placed {
  return { holds: s.holds, possible: piece(s.possible, at, width), some: piece(s.some, at, width), sure: piece(s.sure, at, width) };
}

function piece(edtf: string | null, at: (day: number) => number, width: number): Piece | null {
  const d = edtf === null ? undefined : days(edtf);
  if (!d) return null;
  const start = d.from === null ? 0 : at(d.from);
  const end = d.to === null ? width : at(d.to + 1);
  const [x, x2] = [Math.max(0, start), Math.min(width, end)];
  if (x2 < 0 || x > width) return null;
  const short = Math.max(0, least - (x2 - x));
  return {
    x: Math.min(Math.max(0, x - short / 2), width - least),
    width: Math.max(least, x2 - x),
    openStart: d.from === null || start < 0,
    openEnd: d.to === null || end > width,
  };
}
