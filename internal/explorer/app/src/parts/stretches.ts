// A long list in stretches that are laid out together. A stretch that has not changed stays the very same array, so that what shows it has
// nothing to compare when the list goes on.

/** Returns what takes a list apart into stretches of `length`, keeping those of the call before that are the same still. */
export function stretcher<Row>(length: number): (rows: Row[]) => Row[][] {
  let before: Row[][] = [];
  return (rows) => {
    before = Array.from({ length: Math.ceil(rows.length / length) }, (_, i) => {
      const now = rows.slice(i * length, (i + 1) * length);
      return same(before[i], now) ? before[i]! : now;
    });
    return before;
  };
}

function same<Row>(a: Row[] | undefined, b: Row[]): boolean {
  return a !== undefined && a.length === b.length && a.every((row, i) => row === b[i]);
}
