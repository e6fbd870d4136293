// Claims as annotation files write them, and as a form holds them (docs/annotation-format.md).
import type { Basis, Bound, Extent, Filling, Modality, Mode, Outcome, Polarity, Stance } from "../../api/operations";
import { type Draft, emptyDraft, emptyVoice, joined, parts, type RoleDraft, type VoiceDraft } from "../../claimform/draft";
import type { Terms } from "../../claimform/words";

/** What the file says of a claim, besides its places. What is absent has its default. */
export interface Native {
  label?: string;
  claim: string;
  roles?: Record<string, string | string[]>;
  disputes?: string | string[];
  reconciles?: string | string[];
  polarity?: string;
  modality?: string;
  outcome?: string;
  voices?: unknown[];
  when?: unknown;
  number?: Record<string, unknown>;
  gist?: string;
  credibility?: number;
}

/** The fields of a claim that a form is about. */
export const fields = ["claim", "roles", "disputes", "reconciles", "polarity", "modality", "outcome", "voices", "when", "number", "gist", "credibility"] as const;

/** What a file says of a draft; what has its default is left out. */
export function nativeOf(d: Draft): Native {
  const n: Native = { claim: [d.from, d.type, d.to].map((p) => p.trim()).filter((p) => p !== "").join(" ") };
  const roles = d.roles.filter((r) => r.name !== "" && parts(r.values).length > 0);
  if (roles.length > 0) n.roles = Object.fromEntries(roles.map((r) => [r.name, oneOrSome(parts(r.values))]));
  if (parts(d.disputes).length > 0) n.disputes = oneOrSome(parts(d.disputes));
  if (parts(d.reconciles).length > 0) n.reconciles = oneOrSome(parts(d.reconciles));
  if (d.polarity !== "AFFIRMED") n.polarity = d.polarity.toLowerCase();
  if (d.modality !== "ASSERTED") n.modality = d.modality.toLowerCase();
  if (d.outcome !== "NONE") n.outcome = d.outcome.toLowerCase();
  const voices = d.voices.filter((v) => v.entity.trim() !== "" || v.label.trim() !== "");
  if (voices.length > 0) n.voices = voices.map(voice);
  const when = whenOf(d);
  if (when !== undefined) n.when = when;
  const number = numberOf(d);
  if (number) n.number = number;
  if (d.gist.trim() !== "") n.gist = d.gist.trim();
  if (d.credibility !== "") n.credibility = Number(d.credibility);
  return n;
}

function oneOrSome(all: string[]): string | string[] {
  return all.length === 1 ? all[0]! : all;
}

function voice(v: VoiceDraft): unknown {
  const plain = v.affiliation.trim() === "" && v.mode === "SAYS" && v.stance === "NEUTRAL";
  if (v.entity.trim() !== "" && plain) return v.entity.trim();
  return {
    ...(v.entity.trim() !== "" ? { entity: v.entity.trim() } : { label: v.label.trim() }),
    ...(v.affiliation.trim() !== "" ? { affiliation: v.affiliation.trim() } : {}),
    ...(v.mode !== "SAYS" ? { mode: v.mode.toLowerCase() } : {}),
    ...(v.stance !== "NEUTRAL" ? { stance: v.stance.toLowerCase() } : {}),
  };
}

function whenOf(d: Draft): unknown {
  const rest = {
    ...(d.basis !== "" && d.basis !== "STATED" ? { basis: d.basis.toLowerCase() } : {}),
    ...(d.bound !== "WHOLE" ? { bound: d.bound.toLowerCase() } : {}),
    ...(d.extent !== "" ? { extent: d.extent.toLowerCase() } : {}),
  };
  const edtf = d.edtf.trim();
  if (Object.keys(rest).length === 0) return edtf === "" ? undefined : edtf;
  return { ...(edtf !== "" ? { edtf } : {}), ...rest };
}

function numberOf(d: Draft): Record<string, unknown> | undefined {
  const n: Record<string, unknown> = {};
  for (const name of ["low", "best", "high"] as const) if (d[name].trim() !== "") n[name] = Number(d[name]);
  for (const name of ["unit", "worded"] as const) if (d[name].trim() !== "") n[name] = d[name].trim();
  return Object.keys(n).length === 0 ? undefined : n;
}

/** The draft of what a file says. What a form can't hold is left as it is in the file when the form is taken back. */
export function draftOf(n: Record<string, unknown>, terms: Terms): Draft {
  const d = emptyDraft();
  const text = (v: unknown) => (v === undefined || v === null ? "" : String(v));
  [d.from, d.type, d.to] = statement(text(n.claim), terms);
  const closed = <Word extends string>(v: unknown, otherwise: Word) => (v === undefined ? otherwise : (text(v).toUpperCase() as Word));
  d.polarity = closed<Polarity>(n.polarity, "AFFIRMED");
  d.modality = closed<Modality>(n.modality, "ASSERTED");
  d.outcome = closed<Outcome>(n.outcome, "NONE");
  d.voices = some(n.voices).map((v) => (isMap(v)
    ? { entity: text(v.entity), label: text(v.label), affiliation: text(v.affiliation), mode: closed<Mode>(v.mode, "SAYS"), stance: closed<Stance>(v.stance, "NEUTRAL") }
    : { ...emptyVoice(), entity: text(v) }));
  if (isMap(n.when)) {
    d.edtf = text(n.when.edtf);
    d.basis = closed<Basis | "">(n.when.basis, "");
    d.bound = closed<Bound>(n.when.bound, "WHOLE");
    d.extent = closed<Extent | "">(n.when.extent, "");
  } else d.edtf = text(n.when);
  if (isMap(n.number)) for (const name of ["low", "best", "high", "unit", "worded"] as const) d[name] = text(n.number[name]);
  d.roles = isMap(n.roles) ? Object.entries(n.roles).map(([name, v]): RoleDraft => ({ name, holds: (terms.role(name)?.holds ?? "ENTITY") as Filling, values: joined(some(v).map(text)) })) : [];
  d.disputes = joined(some(n.disputes).map(text));
  d.reconciles = joined(some(n.reconciles).map(text));
  d.gist = text(n.gist);
  d.credibility = text(n.credibility);
  return d;
}

function some(v: unknown): unknown[] {
  return v === undefined || v === null ? [] : Array.isArray(v) ? v : [v];
}

function isMap(v: unknown): v is Record<string, unknown> {
  return typeof v === "object" && v !== null && !Array.isArray(v);
}

/** "FROM TYPE TO" taken apart at its relation: ends may be names of several words. */
export function statement(text: string, terms: Terms): [string, string, string] {
  const words = text.split(/\s+/).filter((w) => w !== "");
  const known = words.findIndex((w, i) => i > 0 && (terms.relation(w) !== undefined || w.startsWith("x:")));
  const at = known < 0 ? 1 : known;
  return [words.slice(0, at).join(" "), words[at] ?? "", words.slice(at + 1).join(" ")];
}
