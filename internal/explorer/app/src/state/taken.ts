// What an export of a page holds: the parameters of the selection that the page shows, under the names that exports take.
import { join, split } from "./conditions";
import type { Place } from "./route";

/** A format as the server tells of it. */
export interface Format {
  name: string;
  about: string;
  extension: string;
  /** Whether it has a place for the words of sources. */
  words: boolean;
  tables: string[];
  /** Parameters that only some formats take. */
  options: string[];
  lacks: string[];
  notes: string[];
  mostEntities?: number;
  mostRelationships?: number;
}

/** Parameters of an export. */
export type Selection = Array<[string, string]>;

/** The selection of a page: around an entity or several, between two, of a pair, of a source, or everything. `depth` is how many hops around. */
export function selection(page: Place["page"], id: (name: string) => string, param: (name: string) => string, depth = ""): Selection {
  const around = page === "entity" ? join([id("key")]) : page === "graph" ? param("around") : "";
  if (around !== "") return [["around", around], ["depth", depth || param("depth") || "1"]];
  if (page === "dyad") return [["dyad", join([id("a"), id("b")])]];
  if (page === "paths" && param("from") && param("to")) return [["between", join([param("from"), param("to")])], ["max-length", param("max-length") || "4"]];
  if (page === "source") return [["source", join([id("key")])]];
  return [];
}

/** What the selection is, for people. */
export function selected(of: Selection): string {
  const first = of[0];
  if (!first) return "everything that the conditions show";
  const names = split(first[1]);
  const hops = of[1]?.[1] === "1" ? "1 hop" : `${of[1]?.[1]} hops`;
  return {
    around: `what lies around ${names.join(", ")}, ${hops} away at most`,
    dyad: `what joins ${names.join(" and ")}`,
    between: `what is on paths between ${names.join(" and ")}, of ${hops} at most`,
    source: `what rests on ${names.join(", ")}`,
  }[first[0]] ?? "";
}

/** The address of an export. What the page is of goes before a condition of that name. JSON Lines carries everything, and takes neither. */
export function exportOf(format: string, of: Selection, look: string, more: Record<string, string> = {}): string {
  if (format.split("/")[0] === "jsonl") return `/export/${format}`;
  const given = new Map([...new URLSearchParams(look), ...of, ...Object.entries(more).filter(([, v]) => v !== "")]);
  const order = [...of.map(([name]) => name), ...given.keys()];
  const query = new URLSearchParams([...new Set(order)].map((name): [string, string] => [name, given.get(name)!])).toString();
  return `/export/${format}${query === "" ? "" : `?${query}`}`;
}
