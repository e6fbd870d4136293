// What a page of paths asks, from its address.
import type { Direction, EntityClass } from "../../api/operations";

export const directions: Array<{ value: string; direction: Direction; words: string; walked: string }> = [
  { value: "", direction: "ANY", words: "either way", walked: "either way" },
  { value: "out", direction: "OUT", words: "as relationships point", walked: "as they point" },
  { value: "in", direction: "IN", words: "against them", walked: "against the way they point" },
];

export const classes: Array<{ value: string; of: EntityClass; words: string }> = [
  { value: "actor", of: "ACTOR", words: "actors" },
  { value: "place", of: "PLACE", words: "places" },
  { value: "event", of: "EVENT", words: "events" },
];

export interface PathsAsked {
  from: string;
  to: string;
  maxLength: number;
  direction: (typeof directions)[number];
  through: EntityClass[];
}

/** Reads the parameters of the page. What is no length, direction or class is none. */
export function pathsAsked(param: (name: string) => string): PathsAsked {
  const length = Number(param("max-length"));
  const named = param("through").toLowerCase().split(",");
  const through = classes.filter((c) => named.includes(c.value) || named.includes("anything")).map((c) => c.of);
  return {
    from: param("from"),
    to: param("to"),
    maxLength: Number.isInteger(length) && length >= 1 && length <= 8 ? length : 4,
    direction: directions.find((d) => d.value === param("direction").toLowerCase()) ?? directions[0]!,
    through: through.length > 0 ? through : ["ACTOR"],
  };
}

/** The classes that a path may pass through, as the address has them; "" for actors alone. */
export function throughWith(through: EntityClass[], of: EntityClass, on: boolean): string {
  const now = classes.filter((c) => (c.of === of ? on : through.includes(c.of))).map((c) => c.value);
  return now.join(",") === "actor" ? "" : now.join(",");
}
