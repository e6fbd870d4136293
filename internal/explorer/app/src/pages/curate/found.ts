// A transaction by its number, found in the log from its end.
import { ask, type AskOptions } from "../../api/client";
import { CurateChanges, type CurateChangesAnswer, type LogLine } from "../../api/operations";
import { undoneBy } from "./undone";

const page = 200; // transactions that are asked for at once

export interface Found {
  change: LogLine;
  /** The cursor of the change that follows it; undefined for the last. */
  before: string | undefined;
  /** The transaction that took it back, if one did. */
  undone: number | undefined;
}

/** Looks for a transaction; undefined where there is none of this number. */
export async function found(transaction: number, options: AskOptions): Promise<Found | undefined> {
  const seen: LogLine[] = []; // the last first
  for (let before: string | null = null; ; ) {
    const { changes }: CurateChangesAnswer = await ask(CurateChanges, { last: page, before }, options);
    seen.push(...[...changes.nodes].reverse());
    const at = seen.findIndex((c) => c.transaction === transaction);
    if (at >= 0) return { change: seen[at]!, before: seen[at - 1]?.cursor, undone: undoneBy(seen).get(transaction) };
    if (!changes.pageInfo.hasPreviousPage || (seen.at(-1)?.transaction ?? 0) < transaction) return undefined;
    before = changes.pageInfo.startCursor;
  }
}
