// What a pair is said to have with each other, counted and not weighed.
import type { RelationshipLine, RelationshipStatus } from "../../api/operations";
import { count } from "../../words/count";
import { statuses } from "../../words/enums";

/** How many relationships have each status, in the order in which statuses are listed; those that none has are left out. */
export function byStatus(relationships: Array<Pick<RelationshipLine, "status">>): Array<[RelationshipStatus, number]> {
  const all = Object.keys(statuses) as RelationshipStatus[];
  return all.map((s): [RelationshipStatus, number] => [s, relationships.filter((r) => r.status === s).length]).filter(([, n]) => n > 0);
}

/** The counts of claims by sign, which are never made into one figure. */
export function counts(cooperative: number, hostile: number): string {
  return `${count(cooperative, "claim")} of cooperation, ${count(hostile, "claim")} of hostility`;
}
