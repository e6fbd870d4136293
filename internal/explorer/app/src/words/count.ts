// How many of something.

/** "1 entity", "2 entities"; without `several`, "1 claim", "2 claims". */
export function count(n: number, one: string, several = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : several}`;
}
