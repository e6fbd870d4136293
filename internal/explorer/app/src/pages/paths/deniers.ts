// Who says that a relationship is not so, each once.
import type { RelationshipLine } from "../../api/operations";

export function deniers(r: Pick<RelationshipLine, "support">): string[] {
  return [...new Set(r.support.deniedBy.map((d) => d.entity?.name ?? d.label ?? "the source itself"))];
}
