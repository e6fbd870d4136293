// The words of a source, fetched piece by piece. They are its publisher's: the page shows them and keeps them nowhere.
import { ask } from "../../api/client";
import { SourceContent } from "../../api/operations";
import { Question } from "../../api/question.svelte";
import { Reach } from "../../api/reach.svelte";

const piece = 100_000; // code points that the server gives at once

/** The answer is the text from its beginning, as far as it was wanted. */
export class Words extends Question<string> {
  /** How many code points have come. */
  got = $state(0);
  /** Wants the text up to a code point, if it is not there already. */
  upTo: (point: number) => void = () => {};
}

/** Fetches the text of a source of so many code points, its first piece unasked. To be called while a component is made. */
export function words(of: () => { key: string; length: number } | undefined): Words {
  const w = new Words();
  let wanted = $state(piece);
  let times = $state(0);
  let text = "";
  let got = 0;
  let about = "";
  const source = $derived(JSON.stringify(of() ?? null));
  w.upTo = (point) => (wanted = Math.max(wanted, Math.ceil((point + 1) / piece) * piece));
  w.again = () => times++;
  $effect(() => {
    void [Reach.returns, times];
    if (source !== about) [about, text, got] = [source, "", 0];
    const s = JSON.parse(source) as ReturnType<typeof of> | null;
    if (!s) return;
    const n = Math.min(wanted, s.length);
    const giveUp = new AbortController();
    void read(s.key, s.length, n, giveUp.signal);
    return () => giveUp.abort();
  });

  async function read(key: string, length: number, n: number, signal: AbortSignal): Promise<void> {
    w.asking = true;
    try {
      while (got < n) {
        const end = Math.min(got + piece, length);
        const { source } = await ask(SourceContent, { key, start: got, end }, { signal });
        if (signal.aborted) return;
        const content = source?.text?.content;
        if (content === null || content === undefined) throw new Error("The server does not have the text any more.");
        [text, got] = [text + content, end];
        w.got = got;
      }
      [w.answer, w.error] = [text, undefined];
    } catch (e) {
      if (signal.aborted) return;
      w.error = e as Error;
    }
    w.asking = false;
  }
  return w;
}
