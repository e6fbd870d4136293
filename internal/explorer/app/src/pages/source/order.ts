// Claims in the order of the text. The API has them in the order of their ids, which says nothing.

/** What says where a claim stands. */
export interface Placed {
  id: string;
  evidence: Array<{ parts: Array<{ start: number; end: number }> }>;
}

/** Where a claim first stands; undefined for one whose place nobody told. */
export function first(c: Placed): { start: number; end: number } | undefined {
  const parts = c.evidence.flatMap((e) => e.parts);
  return parts.length === 0 ? undefined : parts.reduce((a, b) => (compare(b, a) < 0 ? b : a));
}

/** By where they first begin, then by where that ends, then by id. Those without a place come last. */
export function inOrder<C extends Placed>(claims: C[]): C[] {
  const nowhere = { start: Infinity, end: Infinity };
  const placed = claims.map((c) => ({ c, at: first(c) ?? nowhere }));
  placed.sort((a, b) => compare(a.at, b.at) || (a.c.id < b.c.id ? -1 : 1));
  return placed.map((p) => p.c);
}

function compare(a: { start: number; end: number }, b: { start: number; end: number }): number {
  if (a.start !== b.start) return a.start - b.start;
  return a.end === b.end ? 0 : a.end - b.end;
}

/** A place in words: "120–134", each part of the evidence by itself, what is said twice as two. */
export function placeText(e: Placed["evidence"][number]): string {
  return e.parts.map((p) => `${p.start}–${p.end}`).join(" … ");
}
