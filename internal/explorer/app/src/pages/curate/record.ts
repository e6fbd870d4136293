// Records of any kind, told apart.
import type { Finding, Polarity, RecordLine } from "../../api/operations";

interface Shapes {
  Claim: { gist: string | null; polarity: Polarity; from: { name: string }; type: { label: string }; to: { name: string } | null };
  Entity: { key: string; name: string };
  Source: { key: string; title: string | null; publisher: string | null; author: string | null };
  TermEntry: { term: string; label: string };
  Verdict: { finding: Finding; reason: string };
}

type Shape = { [Is in keyof Shapes]: { is: Is; of: Shapes[Is] } }[keyof Shapes];

/** A record by what it is; undefined of none, and of a kind that is not shown. */
export function shape(record: RecordLine | null): Shape | undefined {
  const is = record?.__typename;
  return is === "Claim" || is === "Entity" || is === "Source" || is === "TermEntry" || is === "Verdict" ? ({ is, of: record } as unknown as Shape) : undefined;
}
