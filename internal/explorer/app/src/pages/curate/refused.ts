// What the API refuses of a correction, at the fields of the form: where it belongs, and what may have been meant instead.
import type { Refused } from "../../api/operations";
import { type Draft, joined, parts } from "../../claimform/draft";

/** Fields of the form that the API has under another name, or as parts of one. */
const fields: Record<string, keyof Draft> = { when: "edtf", number: "worded" };

function fieldOf(field: string[]): keyof Draft | "" {
  const name = field.find((f) => f !== "input") ?? "";
  return fields[name] ?? (name as keyof Draft | "");
}

/** What is wrong, by field of the form; of several about one field all. */
export function wrongs(refused: Refused[]): Partial<Record<keyof Draft, string>> {
  const all: Partial<Record<keyof Draft, string>> = {};
  for (const r of refused) {
    const f = fieldOf(r.field);
    if (f !== "") all[f] = all[f] ? `${all[f]} ${r.message}` : r.message;
  }
  return all;
}

/** A draft with a candidate in the place of what was refused. Where the place takes none it stays as it is. */
export function taking(d: Draft, field: string[], candidate: string): Draft {
  const [name, index, part, at] = field.filter((f) => f !== "input");
  if (name === "voices") return { ...d, voices: replaced(d.voices, sentVoice(d, Number(index)), (v) => (part === "entity" || part === "affiliation" ? { ...v, [part]: candidate } : v)) };
  if (name === "roles") return { ...d, roles: replaced(d.roles, sentRole(d, Number(index)), (r) => (part === "name" ? { ...r, name: candidate } : { ...r, values: listed(r.values, at, candidate) })) };
  if (name === "disputes" || name === "reconciles") return { ...d, [name]: listed(d[name], index, candidate) };
  return name === "from" || name === "to" || name === "type" ? { ...d, [name]: candidate } : d;
}

function replaced<T>(all: T[], at: T | undefined, by: (one: T) => T): T[] {
  return all.map((one) => (one === at ? by(one) : one));
}

/** The voice that was sent as number `index`: those of nobody are not. */
function sentVoice(d: Draft, index: number) {
  return d.voices.filter((v) => v.entity !== "" || v.label !== "")[index];
}

/** The role that was sent as number `index`: those without anybody are not. */
function sentRole(d: Draft, index: number) {
  return d.roles.filter((r) => r.name !== "" && parts(r.values).length > 0)[index];
}

/** A list with another element at an index. */
function listed(values: string, index: string | undefined, value: string): string {
  return joined(parts(values).map((p, i) => (i === Number(index) ? value : p)));
}
