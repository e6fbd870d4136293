// Invented actors, for the tests of this folder.
import type { EntityClass, GraphEntity, GraphLine, RelationshipStatus, Sign } from "../api/operations";
import type { Part } from "./shown";

export function entity(key: string, name = key, type = "MilitantGroup", of: EntityClass = "ACTOR"): GraphEntity {
  return { key, name, type: { term: type, label: type.toLowerCase(), class: of } };
}

/** A relationship whose id is made of its ends and type: "a attacks b"; of an event alone: "talks began". */
export function line(text: string, status: RelationshipStatus = "STATED", sign: Sign = "NEGATIVE"): GraphLine {
  const [from, term, to] = text.split(" ") as [string, string, string?];
  return {
    id: text, from: { key: from }, to: to === undefined ? null : { key: to }, status, sign, support: { claims: 1, origins: 1, deniedBy: [] },
    type: { term, label: term.replaceAll("_", " "), inverseLabel: null, symmetric: term === "negotiates_with" },
  };
}

export function part(entities: string[], relationships: string[], frontier: Record<string, number> = {}, truncated = false): Part {
  return {
    truncated, entities: entities.map((k) => entity(k)), relationships: relationships.map((r) => line(r)),
    frontier: Object.entries(frontier).map(([key, hidden]) => ({ hidden, entity: { key } })),
  };
}
