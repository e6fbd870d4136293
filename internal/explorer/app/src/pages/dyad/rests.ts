// The lists of a dyad's page, each with how more of it is asked for.
import { ask } from "../../api/client";
import { DyadMore, type DyadMoreAnswer, type DyadMoreVariables, type DyadVoiceLine } from "../../api/operations";
import { none, type Page, Rest } from "../../api/rest.svelte";

type Asked = NonNullable<DyadMoreAnswer["dyad"]>;
/** Of which two, under which conditions. */
export type Of = Pick<DyadMoreVariables, "a" | "b" | "view" | "filter">;

/** A list of which `first` gives the first page, and `which` names the rest in a request for more. */
export function rest<Node>(of: () => Of, first: () => Page<Node> | undefined, which: keyof DyadMoreVariables, pick: (d: Asked) => Page<Node>): Rest<Node> {
  return new Rest<Node>(() => first() ?? none, async (after) => pick((await ask(DyadMore, { ...of(), after, [which]: true })).dyad));
}

/** A voice, and the cursor of the one before it, by which what it says is asked for. */
export interface Placed {
  voice: DyadVoiceLine;
  before: string | null;
}

interface Edges {
  totalCount: number;
  edges: Array<{ cursor: string; node: DyadVoiceLine }>;
  pageInfo: Page<never>["pageInfo"];
}

/** A page of voices, each with the cursor of the one before; `before` is that of the last one of the page before. */
export function placed(page: Edges, before: string | null): Page<Placed> {
  return { ...page, nodes: page.edges.map((e, i) => ({ voice: e.node, before: i === 0 ? before : page.edges[i - 1]!.cursor })) };
}
