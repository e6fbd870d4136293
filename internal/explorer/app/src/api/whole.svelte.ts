// A list that is needed whole, since its order is not that of the API or since all of it is counted: every page, one after the other.
import { ask } from "./client";
import type { Operation } from "./operations";
import { Question } from "./question.svelte";
import { Reach } from "./reach.svelte";

/** A page of a connection. */
export interface Page<Node> {
  nodes: Node[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** The answer is there once all pages are, or as many as were wanted. */
export class Whole<Node> extends Question<Node[]> {
  /** How many have come so far. */
  got = $state(0);
  /** How many there are; 0 before the first page. */
  total = $state(0);
  /** Fetches as many again. */
  more: () => void = () => {};
}

/**
 * Asks all pages of the connection that `page` finds in an answer, up to `most` of its elements; null is an empty list. `of` returns the
 * variables but `after`; when they change it begins anew. To be called while a component is made.
 */
export function whole<Node, Answer, Variables extends { after?: string | null }>(
  op: Operation<Answer, Variables>, of: () => Omit<Variables, "after"> | undefined, page: (a: Answer) => Page<Node> | null, most: number,
): Whole<Node> {
  const w = new Whole<Node>();
  let wanted = $state(most);
  let times = $state(0);
  let nodes: Node[] = [];
  let after: string | null = null;
  let about = "";
  const variables = $derived.by(() => {
    const v = of();
    return v === undefined ? "" : JSON.stringify(v);
  });
  w.more = () => (wanted += most);
  w.again = () => times++;
  $effect(() => {
    void [Reach.returns, times];
    const now = `${Reach.changes} ${variables}`;
    if (variables === "") return;
    if (about !== now) [about, nodes, after] = [now, [], null];
    const [v, n] = [variables, wanted];
    const giveUp = new AbortController();
    void fetchAll(v, n, giveUp.signal);
    return () => giveUp.abort();
  });

  async function fetchAll(v: string, n: number, signal: AbortSignal): Promise<void> {
    w.asking = true;
    try {
      let go = nodes.length === 0 || (after !== null && nodes.length < n);
      while (go) {
        const found: Page<Node> | null = page(await ask(op, { ...JSON.parse(v), after } as Variables, { signal }));
        if (signal.aborted) return;
        nodes = [...nodes, ...(found?.nodes ?? [])];
        after = found?.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
        [w.got, w.total] = [nodes.length, found?.totalCount ?? 0];
        go = after !== null && nodes.length < n;
      }
      [w.answer, w.error] = [nodes, undefined];
    } catch (e) {
      if (signal.aborted) return;
      w.error = e as Error;
    }
    w.asking = false;
  }
  return w;
}
