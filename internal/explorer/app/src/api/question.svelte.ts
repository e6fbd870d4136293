// A question that a component asks: again whenever what it is about changes, with the last answer shown until the next is there.
import { ask, type AskOptions } from "./client";
import type { Operation } from "./operations";
import { Reach } from "./reach.svelte";

export class Question<Answer> {
  answer = $state.raw<Answer | undefined>();
  error = $state.raw<Error | undefined>();
  /** Whether an answer is on its way. */
  asking = $state(false);
  /** Asks once more, past what is kept. */
  again: () => void = () => {};
}

/**
 * Asks an operation with the variables that `of` returns, and again whenever they change; `undefined` asks nothing. To be called while a
 * component is made. What is asked no longer is given up.
 */
export function question<Answer, Variables>(op: Operation<Answer, Variables>, of: () => Variables | undefined): Question<Answer> {
  return gathered((v: Variables, options) => ask(op, v, options), of);
}

/** The same for what takes several operations: `get` asks them all. */
export function gathered<Answer, Variables>(get: (v: Variables, options: AskOptions) => Promise<Answer>, of: () => Variables | undefined): Question<Answer> {
  const q = new Question<Answer>();
  let times = $state(0);
  let before = 0;
  const variables = $derived.by(() => {
    const v = of();
    return v === undefined ? undefined : JSON.stringify(v);
  });
  q.again = () => times++;
  $effect(() => {
    const v = variables;
    void [Reach.returns, Reach.changes];
    const fresh = times !== before;
    before = times;
    if (v === undefined) return;
    const giveUp = new AbortController();
    put(q, (o) => get(JSON.parse(v) as Variables, o), { signal: giveUp.signal, fresh });
    return () => giveUp.abort();
  });
  return q;
}

async function put<Answer>(q: Question<Answer>, get: (options: AskOptions) => Promise<Answer>, options: AskOptions): Promise<void> {
  q.asking = true;
  try {
    const answer = await get(options);
    if (options.signal?.aborted) return;
    q.answer = answer;
    q.error = undefined;
  } catch (e) {
    if (options.signal?.aborted) return;
    q.error = e as Error;
  }
  q.asking = false;
}
