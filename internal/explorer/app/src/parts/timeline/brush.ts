// A time that is chosen on a scale, as the date by which the API is asked.
import { days, isoDay } from "../../words/edtf";
import { marks, type Span } from "./scale";

/** How fine time is chosen: by days in a few months, by months in some years, else by years. */
export interface Grain {
  unit: "day" | "month" | "year";
  /** The first days of the units, one more than there are: the last is where the last unit has ended. */
  stops: number[];
}

export function grain(span: Span): Grain {
  const length = span.to - span.from + 1;
  const unit = length <= 150 ? "day" : length <= 365 * 12 ? "month" : "year";
  const around = { from: span.from - 366, to: span.to + 367 };
  const all = marks(around, unit, 1);
  const first = all.findLastIndex((d) => d <= span.from);
  const last = all.findIndex((d) => d > span.to);
  return { unit, stops: all.slice(Math.max(0, first), last + 1) };
}

/** What is chosen: the units from one to another, both included, by their numbers. */
export interface Chosen {
  from: number;
  to: number;
}

/** The date of what is chosen, as exact as the grain: `2031-03/2031-05`, `2031`, `2031-05-03/2031-05-07`. */
export function edtf(g: Grain, c: Chosen): string {
  const [from, to] = [c.from, c.to].map((i) => unit(g, i)) as [string, string];
  return from === to ? from : `${from}/${to}`;
}

function unit(g: Grain, i: number): string {
  const day = isoDay(g.stops[i]!);
  return { day, month: day.slice(0, -3), year: day.slice(0, -6) }[g.unit];
}

/** The units that a date reaches into; undefined where it is no date, or lies outside. */
export function chosen(g: Grain, text: string): Chosen | undefined {
  const d = days(text);
  if (!d) return undefined;
  const last = g.stops.length - 2;
  const from = d.from === null ? 0 : at(g, d.from);
  const to = d.to === null ? last : at(g, d.to);
  if (from > last || to < 0) return undefined;
  return { from: Math.max(0, from), to: Math.min(last, to) };
}

/** The unit that a day lies in: -1 before the first, one more than the last after it. */
export function at(g: Grain, day: number): number {
  return g.stops.findLastIndex((s) => s <= day);
}
