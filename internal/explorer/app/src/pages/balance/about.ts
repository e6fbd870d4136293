// What balance is asked of: the conditions of now, and whether what is only alleged counts.
import type { RelationshipFilter, View } from "../../api/operations";
import { Here } from "../../state/here.svelte";

export function about(): { alleged: boolean; view: View | undefined; filter: RelationshipFilter | undefined } {
  return { alleged: Here.param("alleged") === "true", view: Here.view, filter: Here.filter };
}
