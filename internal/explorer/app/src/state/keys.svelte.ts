// Keys that do something from anywhere on a page. None does while somebody writes, chooses from a list or stands in a dialog, and all that
// are single letters can be switched off, for who speaks to their computer or has other uses for them.

import { untrack } from "svelte";

export interface Shortcut {
  /** "v", or "g h" for two one after the other; with "Ctrl+" before it, it also goes by Cmd and is never switched off. */
  keys: string;
  does: string;
  run: () => void;
}

const name = "dyad-keys";
const wait = 1500; // milliseconds between the first and the second key

class Keyboard {
  on = $state(chosen());
  all = $state.raw<Shortcut[]>([]);
  #first = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Offers shortcuts. Returns what takes them back. */
  offer(shortcuts: Shortcut[]): () => void {
    untrack(() => (this.all = [...this.all, ...shortcuts]));
    return () => (this.all = this.all.filter((s) => !shortcuts.includes(s)));
  }

  toggle(): void {
    this.on = !this.on;
    try {
      localStorage.setItem(name, this.on ? "on" : "off");
    } catch {
      // A browser that keeps nothing forgets it with the page.
    }
  }

  /** Does what a key stands for. */
  press(e: KeyboardEvent): void {
    if (e.defaultPrevented || e.isComposing || e.altKey || busy(e.target)) return;
    const wanted = e.ctrlKey || e.metaKey ? `Ctrl+${e.shiftKey ? "Shift+" : ""}${e.key.toUpperCase()}` : this.#plain(e.key);
    const s = this.all.findLast((x) => x.keys === wanted); // a page goes before what stands around it
    if (!s) return;
    e.preventDefault();
    s.run();
  }

  /** A key with the one before it; "" where nothing is to be done. */
  #plain(key: string): string {
    if (!this.on) return "";
    const first = this.#first;
    clearTimeout(this.#timer);
    this.#first = "";
    if (first !== "") return `${first} ${key}`;
    if (!this.all.some((s) => s.keys.startsWith(`${key} `))) return key;
    this.#first = key;
    this.#timer = setTimeout(() => (this.#first = ""), wait);
    return "";
  }
}

/** Whether keys mean something else where they are pressed. */
function busy(target: EventTarget | null): boolean {
  const at = target instanceof Element ? target : null;
  return document.querySelector("dialog[open]") !== null || at?.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=listbox], [role=grid], [role=tree]") != null;
}

function chosen(): boolean {
  try {
    return localStorage.getItem(name) !== "off";
  } catch {
    return true;
  }
}

export const Keys = new Keyboard();
