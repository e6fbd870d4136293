// Changes to the conditions of now. Each is a step: it is in the address, and can be undone.
import { Here } from "./here.svelte";

/** The values of a condition. */
export function values(name: string): string[] {
  return Here.given[name] ?? [];
}

/** Whether a condition has a value, in whatever case. */
export function has(name: string, value: string): boolean {
  return values(name).some((v) => same(v, value));
}

/** Gives a condition other values; none takes it away. */
export function set(name: string, to: string[]): void {
  Here.go(Here.under({ [name]: to.filter((v) => v !== "") }), { keepScroll: true });
}

/** Adds a value to a condition, or takes it away. */
export function toggle(name: string, value: string, on: boolean): void {
  set(name, without(name, value).concat(on ? [value] : []));
}

/** The values of a condition but one. */
export function without(name: string, value: string): string[] {
  return values(name).filter((v) => !same(v, value));
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
