// Which changes count no more.

/** By the number of each transaction that was taken back, the one that did it. Changes are given the last first, from the very last on. */
export function undoneBy(changes: Array<{ transaction: number; undoes: number | null }>): Map<number, number> {
  const by = new Map<number, number>();
  for (const c of changes) {
    if (c.undoes !== null && !by.has(c.transaction)) by.set(c.undoes, c.transaction);
  }
  return by;
}
