// What curators have written into forms and not made yet. It stays while they look at other pages, as long as this one is not loaded anew.
import { Here } from "../../state/here.svelte";

const all = new Map<string, Partial<Record<string, unknown>>>();

/** The name of the form that the address opens by these parameters. */
export function formOf(...params: string[]): string {
  return params.map((p) => `${p} ${Here.param(p)}`).join(" ");
}

/** What was written into the form of a change, for the form to add to: nothing at first. */
export function written<Form extends object>(about: string): Partial<Form> & { reason?: string } {
  const kept = all.get(about) ?? {};
  all.set(about, kept);
  return kept as Partial<Form> & { reason?: string };
}

/** Forgets what was written into a form: it was made. */
export function drop(about: string): void {
  all.delete(about);
}

/** Forgets what was written into all forms: somebody else may be next. */
export function dropAll(): void {
  all.clear();
}
