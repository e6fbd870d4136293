// A scale of time: where a day lies in a drawing, and at which days it is marked.
import { isoDay } from "../../words/edtf";

/** Days since 1970-01-01, both ends included. */
export interface Span {
  from: number;
  to: number;
}

export interface Tick {
  day: number;
  label: string;
}

/** Where a day begins, in pixels; `to + 1` is where the span ends. */
export function scale(span: Span, width: number): (day: number) => number {
  const perDay = width / (span.to + 1 - span.from);
  return (day) => (day - span.from) * perDay;
}

/** A span with some room on both sides, for what goes on beyond: a sixteenth of it, at least a day. */
export function roomy(span: Span): Span {
  const room = Math.max(1, Math.round((span.to - span.from + 1) / 16));
  return { from: span.from - room, to: span.to + room };
}

type Unit = "day" | "month" | "year";

/** Steps between marks, the finest first, with the pixels that a label of them takes. */
const steps: Array<{ unit: Unit; n: number; room: number }> = [
  ...[1, 2, 7, 14].map((n) => ({ unit: "day" as const, n, room: 92 })),
  ...[1, 3, 6].map((n) => ({ unit: "month" as const, n, room: 76 })),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((n) => ({ unit: "year" as const, n, room: 48 })),
];

/** Marks of a span: the finest of which the labels have room. Years are marked at their first day, months at theirs. */
export function ticks(span: Span, width: number): Tick[] {
  const days = span.to + 1 - span.from;
  const length = { day: 1, month: 30.4, year: 365.2 };
  const step = steps.find((s) => (days / (s.n * length[s.unit])) * s.room <= width) ?? steps.at(-1)!;
  return marks(span, step.unit, step.n).map((day) => ({ day, label: label(day, step.unit) }));
}

/** The first days of the units that begin within a span, every nth. Every nth day is counted from a Monday. */
export function marks(span: Span, unit: Unit, n: number): number[] {
  const all: number[] = [];
  for (let i = Math.ceil(index(span.from, unit) / n) * n; ; i += n) {
    const day = dayOf(i, unit);
    if (day > span.to) return all;
    if (day >= span.from) all.push(day);
  }
}

/** How many units lie between a fixed beginning and the one that a day is in. 1970-01-05 was a Monday. */
function index(day: number, unit: Unit): number {
  if (unit === "day") return day - 4;
  const d = new Date(day * 86_400_000);
  return unit === "year" ? d.getUTCFullYear() : d.getUTCFullYear() * 12 + d.getUTCMonth();
}

function dayOf(i: number, unit: Unit): number {
  if (unit === "day") return i + 4;
  const d = new Date(0);
  d.setUTCFullYear(unit === "year" ? i : Math.floor(i / 12), unit === "year" ? 0 : ((i % 12) + 12) % 12, 1);
  return Math.round(d.getTime() / 86_400_000);
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function label(day: number, unit: Unit): string {
  const [year, month, ofMonth] = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(isoDay(day))!.slice(1) as [string, string, string];
  const plain = String(Number(year));
  if (unit === "year") return plain;
  const word = months[Number(month) - 1]!;
  return unit === "month" ? `${word} ${plain}` : `${Number(ofMonth)} ${word} ${plain}`;
}
