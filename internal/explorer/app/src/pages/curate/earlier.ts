// The verdicts that a contradiction had before the one of now: found by how it was right after each transaction that did something to verdicts.

/** What a contradiction was judged right after a transaction; null where nobody had judged it, or it was none. */
export interface Judged<Verdict> {
  transaction: number;
  committedAt: string;
  verdict: Verdict | null;
}

export interface Earlier<Verdict> {
  verdict: Verdict;
  /** When it was recorded; undefined where nobody has looked so far back. */
  since: Judged<Verdict> | undefined;
  /** The transaction that put another one in its place, or took it back. */
  until: Judged<Verdict>;
}

/** The earlier verdicts, the latest first. States are given the last first, from now on; `whole` says that they go back to the beginning. */
export function earlier<Verdict extends { id: string }>(states: Array<Judged<Verdict>>, whole: boolean): Array<Earlier<Verdict>> {
  const found: Array<Earlier<Verdict>> = [];
  for (let i = 0; i < states.length; ) {
    let last = i;
    while (last + 1 < states.length && states[last + 1]!.verdict?.id === states[i]!.verdict?.id) last++;
    const { verdict } = states[i]!;
    const known = whole || last + 1 < states.length;
    if (i > 0 && verdict) found.push({ verdict, since: known ? states[last]! : undefined, until: states[i - 1]! });
    i = last + 1;
  }
  return found;
}
