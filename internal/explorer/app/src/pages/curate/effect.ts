// What a change does to the graph, in a sentence.
import type { Effect } from "../../api/operations";
import { count } from "../../words/count";

/** "Of the relationships 1 is lost and 2 change; 450 stay as they are. 1 contradiction vanishes." */
export function effectText(e: Effect): string {
  const { appeared, vanished } = e.contradictions;
  const parts = [verb(e.gained.totalCount, "is gained", "are gained"), verb(e.lost.totalCount, "is lost", "are lost"), verb(e.changed.totalCount, "changes", "change")].filter((p) => p !== "");
  const graph = parts.length === 0
    ? `No relationship comes, goes, or changes its status or sign; ${count(e.unchanged, "stays", "stay")} as ${e.unchanged === 1 ? "it is" : "they are"}.`
    : `Of the relationships ${listed(parts)}; ${count(e.unchanged, "stays as it is", "stay as they are")}.`;
  const conflicts = [
    appeared.totalCount > 0 ? `${count(appeared.totalCount, "contradiction appears", "contradictions appear")}.` : "",
    vanished.totalCount > 0 ? `${count(vanished.totalCount, "contradiction vanishes", "contradictions vanish")}.` : "",
  ].filter((p) => p !== "");
  return [graph, ...conflicts].join(" ");
}

function verb(n: number, one: string, several: string): string {
  return n === 0 ? "" : count(n, one, several);
}

function listed(parts: string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
