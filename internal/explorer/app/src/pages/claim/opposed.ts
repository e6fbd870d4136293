// The contradictions that a claim takes part in, found among those of what it backs.
import type { ClaimPageAnswer } from "../../api/operations";

type Claim = Pick<NonNullable<ClaimPageAnswer["claim"]>, "id"> & { relationships: Array<{ relationship: { all: NonNullable<ClaimPageAnswer["claim"]>["relationships"][number]["relationship"]["all"] } }> };
type Found = Claim["relationships"][number]["relationship"]["all"]["nodes"][number];

/** Those that have the claim on a side, each once; `whole` tells whether all that there may be were looked at. */
export function opposed(claim: Claim): { found: Found[]; whole: boolean } {
  const all = claim.relationships.map((b) => b.relationship.all);
  const found = new Map(all.flatMap((c) => c.nodes).filter((c) => c.sides.some((s) => s.claims.some((k) => k.id === claim.id))).map((c) => [c.id, c]));
  return { found: [...found.values()], whole: all.every((c) => c.nodes.length === c.totalCount) };
}
