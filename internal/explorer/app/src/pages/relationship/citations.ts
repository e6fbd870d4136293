// The address of an export of citations of every claim behind one relationship.
import type { RelationshipLine } from "../../api/operations";
import { conditions, type Given, written } from "../../state/conditions";

const ofView = new Set(conditions.filter((c) => c.of === "view").map((c) => c.name));

/** Its claims are those between its two ends, of its very type and way; of a unary one, those of its event. Conditions of the view go along. */
export function citations(r: Pick<RelationshipLine, "from" | "to" | "type">, given: Given): string {
  const filter = {
    types: { in: [r.type.term], narrower: false },
    from: { entities: [r.from.key] },
    ...(r.to ? { to: { entities: [r.to.key] } } : {}),
  };
  const within: Array<[string, string]> = r.to && r.to.key !== r.from.key ? [["dyad", `${r.from.key},${r.to.key}`]] : [["around", r.from.key], ["depth", "0"]];
  const view = written(Object.fromEntries(Object.entries(given).filter(([name]) => ofView.has(name))));
  return `/export/bibtex?${new URLSearchParams([...within, ["filter", JSON.stringify(filter)], ...view])}`;
}
