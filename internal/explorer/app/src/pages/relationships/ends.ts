// The ends that a list of relationships is narrowed to: parameters of the page, since the conditions of a view and filter have no names for them.
import type { RelationshipFilter } from "../../api/operations";

export const ends = ["from", "to", "involving"] as const;
export type End = (typeof ends)[number];

/** What each end is called. */
export const endWords: Record<End, string> = { from: "From", to: "To", involving: "At either end" };

/** The filter of the address narrowed to the ends that are given; undefined: none at all. */
export function narrowed(filter: RelationshipFilter | undefined, given: (end: End) => string): RelationshipFilter | undefined {
  const [from, to, involving] = ends.map(given) as [string, string, string];
  if (!from && !to && !involving) return filter;
  return {
    ...filter,
    ...(from ? { from: { entities: [from] } } : {}),
    ...(to ? { to: { entities: [to] } } : {}),
    ...(involving ? { involving: [involving] } : {}),
  };
}
