// Before and after a day, as dates that a view takes. What may have held on both sides of it is in both.
import { isoDay } from "../../words/edtf";

const dayMS = 86_400_000;

/** The time up to the day before one, and the time from it on; undefined for what is no day of the calendar. */
export function halves(day: string): { before: string; after: string } | undefined {
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  if (Number.isNaN(ms) || isoDay(ms / dayMS) !== day) return undefined;
  return { before: `../${isoDay(ms / dayMS - 1)}`, after: `${day}/..` };
}
