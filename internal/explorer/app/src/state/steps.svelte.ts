// The conditions that were set one after the other, to undo each. The stack is kept for the session, so that it survives a page that is
// loaded anew.
import { Here } from "./here.svelte";

const name = "dyad-steps";
const most = 50;

class StepStack {
  #past = $state<string[]>(kept());
  #now = "";
  #begun = false;

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  /** Takes in the conditions of now, as a query string. */
  at(look: string): void {
    if (this.#begun && look !== this.#now) {
      this.#past = [...this.#past, this.#now].slice(-most);
      this.#keep();
    }
    this.#now = look;
    this.#begun = true;
  }

  /** Goes back to the conditions before the last change. */
  undo(): void {
    const before = this.#past.at(-1);
    if (before === undefined) return;
    this.#past = this.#past.slice(0, -1);
    this.#now = before;
    this.#keep();
    Here.go(Here.looking(before), { keepScroll: true });
  }

  #keep(): void {
    try {
      sessionStorage.setItem(name, JSON.stringify(this.#past));
    } catch {
      // A browser that keeps nothing undoes within this page.
    }
  }
}

function kept(): string[] {
  try {
    const all: unknown = JSON.parse(sessionStorage.getItem(name) ?? "[]");
    return Array.isArray(all) ? all.filter((s) => typeof s === "string") : [];
  } catch {
    return [];
  }
}

export const Steps = new StepStack();
