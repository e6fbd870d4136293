// What a transaction did, in words.
import type { CurateChangesAnswer, RecordTurn } from "../../api/operations";

type Count = CurateChangesAnswer["changes"]["nodes"][number]["counts"][number];

const kinds: Record<string, [string, string]> = {
  claim: ["claim", "claims"], entity: ["entity", "entities"], source: ["source", "sources"], term: ["term", "terms"],
  sameas: ["judgement of identity", "judgements of identity"], verdict: ["verdict", "verdicts"],
};

export const turns: Record<RecordTurn, string> = { ADDED: "added", CORRECTED: "corrected", RETRACTED: "retracted" };

/** What a record of a kind is called: "claim", "judgement of identity". */
export function kindText(kind: string): string {
  return kinds[kind]?.[0] ?? kind;
}

/** "2 claims added, 1 corrected; 1 entity added"; "nothing that is counted" without any. */
export function countsText(counts: Count[]): string {
  const all = counts.map(({ kind, added, corrected, retracted }) => {
    const turns = [[added, "added"], [corrected, "corrected"], [retracted, "retracted"]].filter(([n]) => n !== 0) as Array<[number, string]>;
    return turns.map(([n, turn], i) => `${n.toLocaleString("en")} ${i === 0 ? `${(kinds[kind] ?? [kind, kind])[n === 1 ? 0 : 1]} ` : ""}${turn}`).join(", ");
  });
  return all.filter((t) => t !== "").join("; ") || "nothing that is counted";
}
