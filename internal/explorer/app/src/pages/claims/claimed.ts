// Which claims a table shows: the ends, the source and the place that the page's own parameters name, and those conditions of
// relationships that mean something for a claim.
import type { ClaimFilter, RelationshipFilter } from "../../api/operations";

/** The parameters of the page. */
export interface Asked {
  /** They name this entity, as an end or in a role. */
  entity: string;
  /** They are made in this source. */
  of: string;
  /** "true" or "false": whether anything is known about when. */
  dated: string;
}

/** The API's ClaimFilter; undefined: none. */
export function claimFilter(asked: Asked, filter: RelationshipFilter | undefined): ClaimFilter | undefined {
  const all: ClaimFilter = {
    ...(asked.entity ? { involving: [asked.entity] } : {}),
    ...(asked.of ? { sources: [asked.of] } : {}),
    ...(asked.dated === "true" || asked.dated === "false" ? { dated: asked.dated === "true" } : {}),
    ...(filter?.types ? { types: filter.types } : {}),
    ...(filter?.contradicted == null ? {} : { contradicted: filter.contradicted }),
  };
  return Object.keys(all).length === 0 ? undefined : all;
}

/** The conditions of relationships that say nothing of a claim, by the names that the address has for them. */
export function withoutMeaning(given: Record<string, string[]>): string[] {
  return ["status", "sign", "min-origins"].filter((name) => (given[name] ?? []).length > 0);
}
