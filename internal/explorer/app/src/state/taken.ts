// What an export of a page holds: the parameters of the selection that the page shows, under the names that exports take.
import { join } from "./conditions";
import type { Place } from "./route";

/** A format as the server tells of it. */
export interface Format {
  name: string;
  about: string;
  extension: string;
  tables: string[];
  lacks: string[];
  mostEntities?: number;
  mostRelationships?: number;
}

/** The selection of a page: around an entity or several, between two, of a pair, or everything. */
export function selection(page: Place["page"], id: (name: string) => string, param: (name: string) => string): Array<[string, string]> {
  const around = page === "entity" ? join([id("key")]) : page === "graph" ? param("around") : "";
  if (around !== "") return [["around", around], ["depth", param("depth") || "1"]];
  if (page === "dyad") return [["dyad", join([id("a"), id("b")])]];
  if (page === "paths" && param("from") && param("to")) return [["between", join([param("from"), param("to")])], ["max-length", param("max-length") || "4"]];
  return [];
}

/** What the selection is, for people. */
export function selected(of: Array<[string, string]>): string {
  const [first] = of;
  if (!first) return "everything that the conditions show";
  return { around: `what lies around ${first[1]}`, dyad: `what is between ${first[1].replace(",", " and ")}`, between: `what is on paths between ${first[1].replace(",", " and ")}` }[first[0]] ?? "";
}

/** The address of an export. JSON Lines carries everything, and takes neither selection nor conditions. */
export function exportOf(format: string, of: Array<[string, string]>, look: string): string {
  const query = format === "jsonl" ? "" : new URLSearchParams([...of, ...new URLSearchParams(look)]).toString();
  return `/export/${format}${query === "" ? "" : `?${query}`}`;
}
