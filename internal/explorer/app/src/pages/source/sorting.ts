// Sorts a table by a column.

export interface Column<Row> {
  name: string;
  /** What a row has there; "" for nothing. */
  of: (row: Row) => string | number;
}

/** The rows in another order; what has nothing in the column comes last, whichever way. Equal rows keep their order. */
export function sorted<Row>(rows: Row[], by: Column<Row>, down: boolean): Row[] {
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [by.of(a), by.of(b)];
    if (x === y) return 0;
    if (x === "" || y === "") return x === "" ? 1 : -1;
    return sign * (typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y)));
  });
}
