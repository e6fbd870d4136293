// The conditions of a view and of a filter by name, as they stand in the address: the names of the command's flags and of the parameters of
// an export. What they become is what the program makes of them (internal/conditions), and one table of cases holds for both.
import type { Modality, Polarity, RelationshipFilter, RelationshipStatus, Rollup, Sign, View, VoiceMatch } from "../api/operations";

export type Kind = "list" | "text" | "number" | "switch";

/** A condition that can be set by name. */
export interface Condition {
  name: string;
  kind: Kind;
  of: "view" | "filter";
  /** The closed set that it takes its values from, in lower case. */
  words?: string[];
}

const modalities = ["asserted", "alleged", "hypothetical", "planned", "demanded", "counterfactual"];
const statuses = ["corroborated", "stated", "contested", "alleged", "hypothetical", "denied"];

export const conditions: Condition[] = [
  { name: "source", kind: "list", of: "view" },
  { name: "without-source", kind: "list", of: "view" },
  { name: "voice", kind: "list", of: "view" },
  { name: "without-voice", kind: "list", of: "view" },
  { name: "any-voice", kind: "switch", of: "view" },
  { name: "modality", kind: "list", of: "view", words: modalities },
  { name: "without-modality", kind: "list", of: "view", words: modalities },
  { name: "polarity", kind: "list", of: "view", words: ["affirmed", "negated"] },
  { name: "valid-at", kind: "text", of: "view" },
  { name: "undated", kind: "switch", of: "view" },
  { name: "rollup", kind: "text", of: "view", words: ["none", "parts", "state"] },
  { name: "as-of", kind: "text", of: "view" },
  { name: "type", kind: "list", of: "filter" },
  { name: "status", kind: "list", of: "filter", words: statuses },
  { name: "sign", kind: "list", of: "filter", words: ["positive", "negative", "zero", "none"] },
  { name: "min-origins", kind: "number", of: "filter" },
  { name: "contradicted", kind: "switch", of: "filter" },
];

/** The values of conditions, by name. A list has any number, any other kind at most one; what has none is no condition. */
export type Given = Record<string, string[]>;

/** Reads the conditions among the parameters of an address. What is no condition is left alone, and so is what a condition does not take. */
export function given(params: URLSearchParams): Given {
  const all: Given = {};
  for (const c of conditions) {
    const values = params.getAll(c.name).flatMap((v) => (c.kind === "list" ? split(v) : [v])).filter((v) => takes(c, v));
    if (values.length > 0) all[c.name] = c.kind === "list" ? values : values.slice(0, 1);
  }
  return all;
}

/** A value in an address that a condition does not take. */
export interface Misread {
  name: string;
  value: string;
}

/** What the parameters of an address give conditions that these do not take: whoever shows the page says so. */
export function misread(params: URLSearchParams): Misread[] {
  return conditions.flatMap((c) => params.getAll(c.name).flatMap((v) => (c.kind === "list" ? split(v) : [v])).filter((v) => v !== "" && !takes(c, v)).map((value) => ({ name: c.name, value })));
}

/** Writes conditions as parameters, in the order of `conditions`, one for each condition that has a value. */
export function written(all: Given): Array<[string, string]> {
  return conditions.flatMap((c): Array<[string, string]> => {
    const values = all[c.name] ?? [];
    return values.length === 0 ? [] : [[c.name, c.kind === "list" ? join(values) : values[0]!]];
  });
}

/** Whether the condition of a name takes a value. Whether a date is one, the API says. */
export function accepts(name: string, value: string): boolean {
  const c = conditions.find((x) => x.name === name);
  return c !== undefined && takes(c, value);
}

function takes(c: Condition, v: string): boolean {
  if (c.words) return c.words.includes(v.toLowerCase());
  if (c.kind === "switch") return v === "true" || v === "false";
  if (c.kind === "number") return /^\d+$/.test(v);
  if (c.name === "as-of") return /^(?:[1-9]\d*|\d{4}-\d\d-\d\d(?:T.+)?)$/.test(v);
  return v !== "";
}

/** The API's View; undefined if no condition of one is given. */
export function viewOf(all: Given): View | undefined {
  const on = (name: string) => all[name]?.[0] === "true";
  const without = bare({
    sources: all["without-source"],
    voices: voices(all["without-voice"]),
    modality: upper<Modality>(all["without-modality"]),
  });
  const rollup = all["rollup"]?.[0]?.toUpperCase() as Rollup | undefined;
  return bare({
    sources: all["source"],
    voices: voices(all["voice"]),
    modality: upper<Modality>(all["modality"]),
    polarity: upper<Polarity>(all["polarity"]),
    without,
    voiceScope: on("any-voice") ? ("ANY" as const) : undefined,
    validAt: all["valid-at"]?.[0],
    undated: on("undated") ? true : undefined,
    rollup: rollup === "NONE" ? undefined : rollup,
    asOf: moment(all["as-of"]?.[0]),
  });
}

/** The API's RelationshipFilter; undefined if no condition of one is given. */
export function filterOf(all: Given): RelationshipFilter | undefined {
  const origins = Number(all["min-origins"]?.[0] ?? 0);
  return bare({
    types: all["type"] ? { in: all["type"] } : undefined,
    status: upper<RelationshipStatus>(all["status"]),
    sign: upper<Sign>(all["sign"]),
    minOrigins: origins > 0 ? origins : undefined,
    contradicted: all["contradicted"] === undefined ? undefined : all["contradicted"][0] === "true",
  });
}

/** Reads a transaction number, a day (its end, in UTC) or a moment, as the API's AsOf. A bare number is a transaction. */
export function moment(text: string | undefined): View["asOf"] | undefined {
  if (text === undefined || text === "") return undefined;
  if (/^[1-9]\d*$/.test(text)) return { transaction: Number(text) };
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { time: `${text}T23:59:59.999999999Z` };
  return { time: text };
}

/** Reads the ways to name a voice, as the API's VoiceMatch. */
export function voices(names: string[] | undefined): VoiceMatch[] | undefined {
  return names?.map((n) => {
    if (n.startsWith("label:")) return { label: n.slice("label:".length) };
    return n === "SELF" ? { self: true } : { entity: n };
  });
}

function upper<Word extends string>(words: string[] | undefined): Word[] | undefined {
  return words?.map((w) => w.toUpperCase() as Word);
}

/** An object without what is undefined or an empty list; undefined if nothing is left. */
function bare<T extends object>(fields: T): T | undefined {
  const left = Object.entries(fields).filter(([, v]) => v !== undefined && !(Array.isArray(v) && v.length === 0));
  return left.length === 0 ? undefined : (Object.fromEntries(left) as T);
}

/** Takes a list apart that is written with commas between. What holds a comma stands in double quotes, a quote of its own doubled. */
export function split(text: string): string[] {
  const parts: string[] = [];
  let part = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted && c === '"' && text[i + 1] === '"') part += text[i++];
    else if (c === '"' && (quoted || part === "")) quoted = !quoted;
    else if (c === "," && !quoted) {
      parts.push(part);
      part = "";
    } else part += c;
  }
  parts.push(part);
  return parts.filter((p) => p !== "");
}

/** Writes a list as `split` reads it. */
export function join(values: string[]): string {
  return values.map((v) => (/[",\n\r]|^\s/.test(v) ? `"${v.replaceAll('"', '""')}"` : v)).join(",");
}
