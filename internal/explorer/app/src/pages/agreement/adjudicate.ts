// One file out of two: what a reader who has seen both decided of each claim.
import type { CodedPairs } from "../../api/operations";
import { type FileClaim, read, withClaimRecords, withDigests, withEntity, withField, withMentions, withoutClaims } from "../annotate/file";

/** What is taken of a pair or of a claim that only one has. */
export type Decision = "A" | "B" | "NEITHER";

/** What has to be decided: a pair that differs, or a claim without a partner. */
export interface Item {
  id: string;
  pair: number | undefined;
  lineA: number | undefined;
  lineB: number | undefined;
}

/** The things to decide of a source: pairs that differ, then what only A has, then what only B has. */
export function items(s: CodedPairs): Item[] {
  return [
    ...s.pairs.flatMap((p, i) => (p.differing.length > 0 ? [{ id: `${s.key} pair ${p.a.line} ${p.b.line}`, pair: i, lineA: p.a.line, lineB: p.b.line }] : [])),
    ...s.aloneA.map((c) => ({ id: `${s.key} A ${c.line}`, pair: undefined, lineA: c.line, lineB: undefined })),
    ...s.aloneB.map((c) => ({ id: `${s.key} B ${c.line}`, pair: undefined, lineA: undefined, lineB: c.line })),
  ];
}

export interface Adjudicated {
  yaml: string;
  /** Names that B alone has, and that were taken along. */
  mentions: number;
  /** Entities that B alone has, and that were taken along since a claim or a name needs them. */
  entities: string[];
}

/**
 * The file of A with what was decided: what is the same stays as A has it. Of B come the claims that were chosen, the names in the text
 * where A has none, and the entities that these need and A lacks; and of both the digests of what is left. Throws where the files are not
 * those that were compared.
 */
export function adjudicated(a: string, b: string, s: CodedPairs, decided: Record<string, Decision>, annotator: string): Adjudicated {
  const [ofA, ofB] = [read(a), read(b)];
  const out: FileClaim[] = [];
  const records: Array<Record<string, unknown>> = [];
  for (const item of items(s)) {
    const d = decided[item.id];
    if (item.lineA !== undefined && d !== "A") out.push(at("A", ofA.claims, item.lineA));
    if (item.lineB !== undefined && d === "B") records.push(at("B", ofB.claims, item.lineB).record);
  }
  const mentions = ofB.mentions.filter((m) => !ofA.mentions.some((n) => n.start < m.end && m.start < n.end));
  const needed = new Set([...mentions.map((m) => m.entity), ...records.flatMap(keysIn)]);
  const entities = ofB.entities.filter((e) => needed.has(e.key) && !ofA.entities.some((x) => x.key === e.key));
  let yaml = withField(a, ["annotator"], annotator);
  for (const e of entities) yaml = withEntity(yaml, e.record);
  yaml = withClaimRecords(withoutClaims(withMentions(yaml, mentions), out.map((c) => c.index)), records);
  yaml = withDigests(yaml, { ...(s.otherText ? {} : ofB.digests), ...ofA.digests });
  return { yaml, mentions: mentions.length, entities: entities.map((e) => e.key) };
}

function at(side: string, claims: FileClaim[], line: number): FileClaim {
  const found = claims.find((c) => c.line === line);
  if (!found) throw new Error(`The file of ${side} has no claim in line ${line}: compare the files anew.`);
  return found;
}

/** All words of a claim that may be keys of entities. */
function keysIn(record: Record<string, unknown>): string[] {
  const all: string[] = [];
  const walk = (v: unknown): void => {
    if (typeof v === "string") all.push(...v.split(/\s+/));
    else if (Array.isArray(v)) v.forEach(walk);
    else if (typeof v === "object" && v !== null) Object.values(v).forEach(walk);
  };
  walk([record.claim, record.roles, record.voices]);
  return all;
}

/** Figures as they are read: "12 of 14, 85.7 %", "undefined". */
export function percent(equal: number, pairs: number): string {
  return pairs === 0 ? "none" : `${equal} of ${pairs}, ${((100 * equal) / pairs).toFixed(1)} %`;
}

export function alphaText(alpha: number | null): string {
  return alpha === null ? "undefined" : alpha.toFixed(3);
}
