// An annotation file while it is worked on: YAML that is changed in place, so that comments and everything else that its author wrote stay.
import { type Document, isMap, isSeq, LineCounter, parseDocument, stringify, type YAMLMap, type YAMLSeq } from "yaml";
import { fields, type Native } from "./native";

/** A span of the text, in code points, the end not included. */
export interface Span {
  start: number;
  end: number;
}

/** A name in the text. */
export interface Mention extends Span {
  entity: string;
  form: string;
}

export interface FileClaim {
  /** Which one of the file, from 0. */
  index: number;
  /** Where it begins, from 1, and where the next begins, or the file ends. */
  line: number;
  until: number;
  label: string;
  /** Its places; none that is written in words. */
  spans: Span[];
  record: Record<string, unknown>;
}

/** What can be read of a file. */
export interface Read {
  /** Why it is no YAML that can be worked on; "" if it is. */
  wrong: string;
  head: { annotator: string; codebook: string };
  source: Record<string, string>;
  /** When the source appeared: a date, and how it is known where that is told. */
  published: { edtf: string; basis: string };
  entities: Array<{ key: string; type: string; name: string; record: Record<string, unknown> }>;
  mentions: Mention[];
  claims: FileClaim[];
  /** The digests of spans, by "START-END". */
  digests: Record<string, string>;
}

const text = (v: unknown) => (v === undefined || v === null ? "" : String(v));

/** Reads a file. */
export function read(yaml: string): Read {
  const lines = new LineCounter();
  const doc = parseDocument(yaml, { lineCounter: lines });
  const nothing: Read = { wrong: "", head: { annotator: "", codebook: "" }, source: {}, published: { edtf: "", basis: "" }, entities: [], mentions: [], claims: [], digests: {} };
  if (doc.errors.length > 0) return { ...nothing, wrong: doc.errors[0]!.message };
  if (!isMap(doc.contents)) return { ...nothing, wrong: "An annotation file is a mapping: it begins with “dyad: 1”." };
  let data: Record<string, unknown>;
  try {
    data = doc.toJS({ maxAliasCount: 0 }) as Record<string, unknown>;
  } catch (e) {
    return { ...nothing, wrong: (e as Error).message };
  }
  if (data.kind !== "annotations") return { ...nothing, wrong: "This is no annotation file: its kind is another one." };
  return {
    wrong: "",
    head: { annotator: text(data.annotator), codebook: text(data.codebook) },
    source: Object.fromEntries(Object.entries(map(data.source)).filter(([, v]) => typeof v !== "object" || v === null).map(([k, v]) => [k, text(v)])),
    published: publishedOf(map(data.source).published),
    entities: list(data.entities).map((e) => ({ key: text(map(e).key), type: text(map(e).type), name: text(map(e).name), record: map(e) })),
    mentions: mentionsOf(map(data.mentions)),
    claims: claimsOf(doc, lines, list(data.claims)),
    digests: Object.fromEntries(Object.entries(map(data.digests)).map(([span, digest]) => [span, text(digest)])),
  };
}

function map(v: unknown): Record<string, unknown> {
  return typeof v === "object" && v !== null && !Array.isArray(v) ? (v as Record<string, unknown>) : {};
}

function list(v: unknown): unknown[] {
  return Array.isArray(v) ? v : [];
}

function publishedOf(v: unknown): Read["published"] {
  return typeof v === "object" && v !== null ? { edtf: text(map(v).edtf), basis: text(map(v).basis) } : { edtf: text(v), basis: "" };
}

/** The spans of "10-20", "10-20+30-40" and lists of such; what is no span is left out. */
export function spansOf(at: unknown): Span[] {
  return (Array.isArray(at) ? at : [at]).flatMap((o) => text(typeof o === "object" ? "" : o).split("+")).flatMap((p) => {
    const m = /^(\d+)-(\d+)$/.exec(p.trim());
    return m ? [{ start: Number(m[1]), end: Number(m[2]) }] : [];
  });
}

function mentionsOf(of: Record<string, unknown>): Mention[] {
  return Object.entries(of).flatMap(([entity, forms]) => Object.entries(map(forms)).flatMap(([form, at]) => spansOf(at).map((s) => ({ ...s, entity, form })))).sort((a, b) => a.start - b.start);
}

function claimsOf(doc: Document, lines: LineCounter, records: unknown[]): FileClaim[] {
  const seq = doc.get("claims");
  if (!isSeq(seq)) return [];
  const at = seq.items.map((item) => lines.linePos((item as { range?: [number, number, number] }).range?.[0] ?? 0).line);
  return records.map((r, index) => ({ index, line: at[index] ?? 1, until: at[index + 1] ?? Number.MAX_SAFE_INTEGER, label: text(map(r).label), spans: spansOf(map(r).at), record: map(r) }));
}

/** What a file begins with. */
export interface Begin {
  key: string;
  file: string;
  sha256: string;
  codepoints: number;
  /** What else is known of the source, as files write it. */
  about?: Record<string, unknown>;
}

/** A file without anything in it yet. */
export function begun({ key, about, ...text }: Begin): string {
  return stringify({
    dyad: 1, kind: "annotations",
    source: { key, kind: "article", genre: "reporting", ...about, text },
    annotator: "", codebook: "", mentions: {}, claims: [],
  }, layout);
}

const layout = { lineWidth: 0 } as const;

/** A file with something changed. Collections within a line keep to the way of the file: with spaces inside their brackets, or without. */
function changed(yaml: string, change: (doc: Document) => unknown): string {
  const doc = parseDocument(yaml);
  change(doc);
  return doc.toString({ ...layout, flowCollectionPadding: /[{[] \S/.test(yaml) });
}

/** Sets who coded it, by which rules, or a field of its source; "" takes it out. */
export function withField(yaml: string, path: string[], value: string): string {
  return changed(yaml, (doc) => {
    if (value.trim() === "" && path.length > 1) doc.deleteIn(path);
    else {
      if (path.length > 1 && !isMap(doc.get(path[0]!))) doc.set(path[0]!, doc.createNode({}));
      doc.setIn(path, value.trim());
    }
  });
}

/** Sets when the source appeared: a bare date is one that it states. */
export function withPublished(yaml: string, { edtf, basis }: Read["published"]): string {
  if (edtf.trim() === "" || basis === "") return withField(yaml, ["source", "published"], edtf);
  return changed(yaml, (doc) => doc.setIn(["source", "published"], doc.createNode({ edtf: edtf.trim(), basis }, { flow: true })));
}

/** The mapping or list of a name at the top, made if it is not there, and laid out in lines. */
function top(doc: Document, name: string, empty: object): YAMLMap | YAMLSeq {
  let node = doc.get(name) as YAMLMap | YAMLSeq | undefined;
  if (!isMap(node) && !isSeq(node)) {
    node = doc.createNode(empty) as YAMLMap | YAMLSeq;
    doc.set(name, node);
  }
  node.flow = false;
  return node;
}

/** What stands for every place of a name, until the file is completed. */
const everywhere = "find";

/** Adds names in the text. Those that are there already stay once, and so does a name that is to be found everywhere. */
export function withMentions(yaml: string, mentions: Mention[]): string {
  return changed(yaml, (doc) => {
    const all = top(doc, "mentions", {}) as YAMLMap;
    for (const m of mentions) {
      if (!isMap(all.get(m.entity))) all.set(m.entity, doc.createNode({}));
      const forms = all.get(m.entity) as YAMLMap;
      const had = forms.get(m.form);
      if (had === everywhere) continue;
      const spans = isSeq(had) ? (had.toJSON() as unknown[]).map(text) : had === undefined || had === null ? [] : [text(had)];
      const wanted = [...new Set([...spans, `${m.start}-${m.end}`])].sort((a, b) => Number.parseInt(a) - Number.parseInt(b));
      forms.set(m.form, doc.createNode(wanted, { flow: true }));
    }
  });
}

/** Takes one name out. */
export function withoutMention(yaml: string, m: Mention): string {
  return changed(yaml, (doc) => {
    const forms = doc.getIn(["mentions", m.entity]);
    if (!isMap(forms)) return;
    const had = forms.get(m.form);
    const left = (isSeq(had) ? (had.toJSON() as unknown[]).map(text) : [text(had)]).filter((s) => s !== `${m.start}-${m.end}`);
    if (left.length > 0) forms.set(m.form, doc.createNode(left, { flow: true }));
    else forms.delete(m.form);
    if (forms.items.length === 0) doc.deleteIn(["mentions", m.entity]);
  });
}

/** Adds an entity that only this source needs. */
export function withEntity(yaml: string, record: Record<string, unknown>): string {
  return changed(yaml, (doc) => (top(doc, "entities", []) as YAMLSeq).add(doc.createNode(record)));
}

/** Sets fields of an entity; "" takes one out. */
export function withEntityFields(yaml: string, index: number, fields: Record<string, string>): string {
  return changed(yaml, (doc) => {
    for (const [name, value] of Object.entries(fields)) {
      if (value === "") doc.deleteIn(["entities", index, name]);
      else if (doc.getIn(["entities", index, name]) !== value) doc.setIn(["entities", index, name], value);
    }
  });
}

/** Takes an entity out. */
export function withoutEntity(yaml: string, index: number): string {
  return changed(yaml, (doc) => doc.deleteIn(["entities", index]));
}

/** Places as a file writes them: parts of one occurrence joined, occurrences apart. */
export function atOf(occurrences: Span[][]): string | string[] {
  const all = occurrences.map((o) => o.map((p) => `${p.start}-${p.end}`).join("+"));
  return all.length === 1 ? all[0]! : all;
}

/** The occurrences of what stands under `at`; undefined where it has something else than spans. */
export function occurrences(at: unknown): Span[][] | undefined {
  const all = (Array.isArray(at) ? at : at === undefined ? [] : [at]).map((o) => ({ o, spans: spansOf(o) }));
  if (all.some(({ o, spans }) => typeof o === "object" || spans.length !== text(o).split("+").length)) return undefined;
  return all.map(({ spans }) => spans);
}

/** Puts a claim where its first place has it in the order of the text. */
function insert(doc: Document, seq: YAMLSeq, record: Record<string, unknown>): void {
  const first = spansOf(record.at)[0]?.start ?? 0;
  const before = seq.items.findIndex((item) => isMap(item) && (spansOf(item.toJSON().at)[0]?.start ?? -1) > first);
  seq.items.splice(before < 0 ? seq.items.length : before, 0, doc.createNode(record));
}

/** Adds claims, with all that is said of them. */
export function withClaimRecords(yaml: string, records: Array<Record<string, unknown>>): string {
  return changed(yaml, (doc) => {
    const seq = top(doc, "claims", []) as YAMLSeq;
    for (const r of records) insert(doc, seq, r);
  });
}

/** What of a claim is written anew: what differs from how it was; the rest stays as its author wrote it. */
export interface Change {
  was: Native;
  is: Native;
  /** Absent: its places stay. */
  at?: string | string[];
}

/** Changes a claim of the file. */
export function withChange(yaml: string, index: number, { was, is, at }: Change): string {
  return changed(yaml, (doc) => {
    const claim = doc.getIn(["claims", index]);
    if (!isMap(claim)) return;
    if (was.label !== is.label) label(doc, claim, is.label);
    for (const name of fields) {
      if (JSON.stringify(was[name]) === JSON.stringify(is[name])) continue;
      if (is[name] === undefined) claim.delete(name);
      else claim.set(name, doc.createNode(is[name]));
    }
    if (at !== undefined) claim.set("at", doc.createNode(at));
  });
}

/** Gives a claim a label, at its head, or takes it away. */
function label(doc: Document, claim: YAMLMap, value: string | undefined): void {
  if (value === undefined) claim.delete("label");
  else if (claim.has("label")) claim.set("label", value);
  else claim.items.unshift(doc.createPair("label", value) as (typeof claim.items)[number]);
}

/** Gives claims labels, so that others can name them. */
export function withLabels(yaml: string, labels: Array<{ index: number; value: string }>): string {
  if (labels.length === 0) return yaml;
  return changed(yaml, (doc) => {
    for (const { index, value } of labels) {
      const claim = doc.getIn(["claims", index]);
      if (isMap(claim)) label(doc, claim, value);
    }
  });
}

/** Gives a file those of the digests whose spans it has, in the order of the text; without any it has none. */
export function withDigests(yaml: string, digests: Record<string, string>): string {
  const { claims, mentions } = read(yaml);
  const spans = new Map([...claims.flatMap((c) => c.spans), ...mentions].map((s) => [`${s.start}-${s.end}`, s]));
  const kept = [...spans].filter(([name]) => digests[name] !== undefined).sort(([, p], [, q]) => p.start - q.start || p.end - q.end);
  return changed(yaml, (doc) => {
    if (kept.length === 0) doc.delete("digests");
    else doc.set("digests", doc.createNode(Object.fromEntries(kept.map(([name]) => [name, digests[name]]))));
  });
}

/** Takes claims out. */
export function withoutClaims(yaml: string, indexes: number[]): string {
  return changed(yaml, (doc) => {
    const seq = doc.get("claims");
    if (isSeq(seq)) seq.items = seq.items.filter((_, i) => !indexes.includes(i));
  });
}

