// A claim under work: what a form holds, whether it comes to correct a claim or to write an annotation. All of it is text, as it is typed;
// "" is nothing. Where it stands in a text is not part of it.
import type { Basis, Bound, ClaimCard, ClaimCorrection, Extent, Filling, Modality, Mode, Outcome, Polarity, Stance } from "../api/operations";

export interface VoiceDraft {
  /** A key; or else a label. */
  entity: string;
  label: string;
  affiliation: string;
  mode: Mode;
  stance: Stance;
}

export interface RoleDraft {
  name: string;
  holds: Filling;
  /** Keys, ids or terms, apart by commas. */
  values: string;
}

export interface Draft {
  from: string;
  type: string;
  to: string;
  polarity: Polarity;
  modality: Modality;
  outcome: Outcome;
  /** From the outside in. */
  voices: VoiceDraft[];
  edtf: string;
  basis: Basis | "";
  bound: Bound;
  extent: Extent | "";
  low: string;
  best: string;
  high: string;
  unit: string;
  worded: string;
  roles: RoleDraft[];
  /** Ids or labels of claims, apart by commas. */
  disputes: string;
  reconciles: string;
  gist: string;
  credibility: string;
}

export function emptyDraft(): Draft {
  return {
    from: "", type: "", to: "", polarity: "AFFIRMED", modality: "ASSERTED", outcome: "NONE", voices: [], edtf: "", basis: "", bound: "WHOLE", extent: "",
    low: "", best: "", high: "", unit: "", worded: "", roles: [], disputes: "", reconciles: "", gist: "", credibility: "",
  };
}

export function emptyVoice(): VoiceDraft {
  return { entity: "", label: "", affiliation: "", mode: "SAYS", stance: "NEUTRAL" };
}

/** The draft that says what a claim says. */
export function draftOf(c: ClaimCard): Draft {
  const figure = (n: number | null | undefined) => (n === null || n === undefined ? "" : String(n));
  return {
    from: c.from.key, type: c.type.term, to: c.to?.key ?? "", polarity: c.polarity, modality: c.modality, outcome: c.outcome,
    voices: c.voices.map((v) => ({ entity: v.entity?.key ?? "", label: v.label ?? "", affiliation: v.affiliation?.key ?? "", mode: v.mode, stance: v.stance })),
    edtf: c.when?.edtf ?? "", basis: c.when?.edtf ? c.when.basis ?? "" : "", bound: c.when?.bound ?? "WHOLE", extent: c.when?.extent ?? "",
    low: figure(c.number?.low), best: figure(c.number?.best), high: figure(c.number?.high), unit: c.number?.unit ?? "", worded: c.number?.worded ?? "",
    roles: c.roles.map(roleOf), disputes: joined(c.disputes.map((d) => d.id)), reconciles: joined(c.reconciles.map((d) => d.id)),
    gist: c.gist ?? "", credibility: figure(c.credibility),
  };
}

function roleOf(r: ClaimCard["roles"][number]): RoleDraft {
  if (r.claims.length > 0) return { name: r.name, holds: "CLAIM", values: joined(r.claims.map((c) => c.id)) };
  if (r.terms.length > 0) return { name: r.name, holds: "TERM", values: joined(r.terms.map((t) => t.term)) };
  return { name: r.name, holds: "ENTITY", values: joined(r.entities.map((e) => e.key)) };
}

/** A claim that another may name. */
export interface Referable {
  /** How it is named. */
  value: string;
  /** What it says. */
  words: string;
}

/** What stands apart by commas. */
export function parts(text: string): string[] {
  return text.split(",").map((p) => p.trim()).filter((p) => p !== "");
}

export function joined(all: string[]): string {
  return all.join(", ");
}

/** The same without what is empty: voices of nobody, roles without anybody. */
function full(d: Draft): Draft {
  return { ...d, voices: d.voices.filter((v) => v.entity !== "" || v.label !== ""), roles: d.roles.filter((r) => r.name !== "" && parts(r.values).length > 0) };
}

/** Whether two drafts say the same. */
export function same(a: Draft, b: Draft): boolean {
  return Object.keys(corrections(a, b)).length === 0;
}

/** What changes from one draft to another, as a correction takes it: what stays is absent, what is taken away is null. */
export function corrections(before: Draft, now: Draft): ClaimCorrection {
  const [a, b] = [inputOf(full(before)), inputOf(full(now))];
  return Object.fromEntries(Object.entries(b).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(a[name as keyof typeof a])));
}

/** A draft as the API takes it; null is nothing. */
function inputOf(d: Draft) {
  const some = (text: string) => text.trim() || null;
  const figure = (text: string) => (text.trim() === "" ? null : Number(text));
  const dated = d.edtf.trim() !== "" || d.bound !== "WHOLE" || d.extent !== "";
  const counted = [d.low, d.best, d.high, d.unit, d.worded].some((t) => t.trim() !== "");
  return {
    from: d.from.trim(), type: d.type.trim(), to: some(d.to), polarity: d.polarity, modality: d.modality, outcome: d.outcome,
    voices: d.voices.map((v) => ({ ...(v.entity ? { entity: v.entity.trim() } : { label: v.label.trim() }), ...(v.affiliation ? { affiliation: v.affiliation.trim() } : {}), mode: v.mode, stance: v.stance })),
    when: dated ? { edtf: some(d.edtf), ...(d.basis ? { basis: d.basis } : {}), bound: d.bound, ...(d.extent ? { extent: d.extent } : {}) } : null,
    number: counted ? { low: figure(d.low), best: figure(d.best), high: figure(d.high), unit: some(d.unit), worded: some(d.worded) } : null,
    roles: d.roles.map((r) => ({ name: r.name, ...(r.holds === "CLAIM" ? { claims: parts(r.values) } : r.holds === "TERM" ? { terms: parts(r.values) } : { entities: parts(r.values) }) })),
    disputes: parts(d.disputes), reconciles: parts(d.reconciles), gist: some(d.gist), credibility: figure(d.credibility),
  };
}

/** What a term of the vocabulary asks of a draft. */
export interface Asked {
  unary: boolean;
}

/** What is wrong with a draft before anybody is asked, by field. */
export function lacking(d: Draft, type: Asked | undefined): Partial<Record<keyof Draft, string>> {
  const wrong: Partial<Record<keyof Draft, string>> = {};
  if (d.type.trim() === "") wrong.type = "Choose what is said.";
  if (d.from.trim() === "") wrong.from = "Whom is it said of?";
  if (type && !type.unary && d.to.trim() === "") wrong.to = "This relation leads to somebody or something.";
  if (type?.unary && d.to.trim() !== "") wrong.to = "This relation is said of an event alone: leave it empty.";
  const figures = [d.low, d.best, d.high].filter((t) => t.trim() !== "");
  if (figures.some((t) => !Number.isFinite(Number(t)))) wrong.worded = "Low, best and high are figures.";
  else if (figures.length > 0 && d.worded.trim() === "") wrong.worded = "How does the source word the number?";
  if (d.credibility !== "" && !/^[1-6]$/.test(d.credibility)) wrong.credibility = "From 1 (confirmed) to 6 (can't be judged).";
  if (d.voices.some((v) => v.entity === "" && v.label === "")) wrong.voices = "A voice needs somebody, or what the source calls them.";
  return wrong;
}
