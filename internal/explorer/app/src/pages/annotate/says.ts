// What a claim of a file says, in short.
import type { Terms } from "../../claimform/words";
import type { FileClaim } from "./file";
import { statement } from "./native";

/** A claim in the words of the vocabulary, its ends as the file calls them: "red-harbour not: shelters orchard-brigade". */
export function says(c: FileClaim, terms: Terms): string {
  const [from, type, to] = statement(String(c.record.claim ?? ""), terms);
  return `${from} ${c.record.polarity === "negated" ? "not: " : ""}${terms.relation(type)?.label ?? type} ${to}`.trim();
}
