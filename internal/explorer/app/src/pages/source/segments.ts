// A text taken apart wherever something begins or ends that rests on it, so that spans may overlap in any way.

/** What rests on a span of a text: a claim, by one part of its evidence, or a mention. Code points, the end not included. */
export interface Span {
  start: number;
  end: number;
  kind: "claim" | "mention";
  /** Which one: several spans may be of one claim. */
  id: string;
}

/** A piece of a text on which the same things rest from end to end. */
export interface Segment {
  start: number;
  end: number;
  claims: string[];
  mentions: string[];
}

/**
 * The segments of a text from its beginning to `length`, without a gap. Claims and mentions of each are in the order of their spans, each
 * once. Of a span that reaches beyond the text only what lies within it is there; of one that covers nothing, nothing.
 */
export function segments(length: number, spans: Span[]): Segment[] {
  const inside = spans.map((s) => ({ ...s, start: Math.max(0, s.start), end: Math.min(s.end, length) })).filter((s) => s.start < s.end);
  inside.sort((a, b) => a.start - b.start || a.end - b.end);
  const cuts = [...new Set([0, length, ...inside.flatMap((s) => [s.start, s.end])])].sort((a, b) => a - b);
  const found: Segment[] = [];
  let open: Span[] = [];
  let next = 0;
  for (const [i, start] of cuts.slice(0, -1).entries()) {
    open = open.filter((s) => s.end > start);
    while (next < inside.length && inside[next]!.start === start) open.push(inside[next++]!);
    found.push({ start, end: cuts[i + 1]!, claims: ids(open, "claim"), mentions: ids(open, "mention") });
  }
  return found;
}

function ids(spans: Span[], kind: Span["kind"]): string[] {
  return [...new Set(spans.filter((s) => s.kind === kind).map((s) => s.id))];
}

/** Whether anything rests on a segment. */
export function covered(s: Segment): boolean {
  return s.claims.length + s.mentions.length > 0;
}

/** The segment in which a code point lies; undefined for one outside of the text. */
export function segmentAt(all: Segment[], point: number): Segment | undefined {
  return all.find((s) => s.start <= point && point < s.end);
}
