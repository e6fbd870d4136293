// The conditions that were set one after the other, to undo and to do again. They are kept for the session, so that they survive a page that
// is loaded anew. The browser's own back and forward buttons move along the same steps.
import { Here } from "./here.svelte";

const name = "dyad-steps";
const most = 50;

/** Conditions, as query strings: what was before, the last first to be undone, and what was undone, the first to be done again first. */
interface Kept {
  past: string[];
  now: string | undefined;
  future: string[];
}

export class StepStack {
  #past = $state<string[]>([]);
  #future = $state<string[]>([]);
  #now: string | undefined;

  constructor() {
    const { past, now, future } = kept();
    [this.#past, this.#now, this.#future] = [past, now, future];
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Takes in the conditions of now, as a query string. */
  at(look: string): void {
    if (look === this.#now) return;
    if (Here.fromHistory && look === this.#past.at(-1)) this.#back();
    else if (Here.fromHistory && look === this.#future[0]) this.#forth();
    else if (this.#now !== undefined) [this.#past, this.#future] = [[...this.#past, this.#now].slice(-most), []];
    this.#now = look;
    this.#keep();
  }

  /** Goes back to the conditions before the last change. */
  undo(): void {
    if (this.canUndo) this.#go(this.#back());
  }

  /** Goes to the conditions that were undone last. */
  redo(): void {
    if (this.canRedo) this.#go(this.#forth());
  }

  #back(): string {
    const to = this.#past.at(-1)!;
    [this.#past, this.#future] = [this.#past.slice(0, -1), [this.#now ?? "", ...this.#future].slice(0, most)];
    return to;
  }

  #forth(): string {
    const to = this.#future[0]!;
    [this.#past, this.#future] = [[...this.#past, this.#now ?? ""].slice(-most), this.#future.slice(1)];
    return to;
  }

  #go(look: string): void {
    this.#now = look;
    this.#keep();
    Here.go(Here.looking(look), { keepScroll: true });
  }

  #keep(): void {
    try {
      sessionStorage.setItem(name, JSON.stringify({ past: this.#past, now: this.#now, future: this.#future }));
    } catch {
      // A browser that keeps nothing undoes within this page.
    }
  }
}

function kept(): Kept {
  try {
    const all = JSON.parse(sessionStorage.getItem(name) ?? "{}") as Partial<Kept>;
    const texts = (list: unknown) => (Array.isArray(list) ? list.filter((s) => typeof s === "string") : []);
    return { past: texts(all.past), now: typeof all.now === "string" ? all.now : undefined, future: texts(all.future) };
  } catch {
    return { past: [], now: undefined, future: [] };
  }
}

export const Steps = new StepStack();
