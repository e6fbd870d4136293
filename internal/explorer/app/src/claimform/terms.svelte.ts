// The whole vocabulary that is served, for forms.
import { FormTerms, type TermWhole } from "../api/operations";
import { type Whole, whole } from "../api/whole.svelte";
import { Terms } from "./words";

const most = 5000; // terms; more than any vocabulary has

/** Asks for all terms. To be called while a component is made. */
export function vocabulary(): Whole<TermWhole> & { readonly terms: Terms } {
  const q = whole(FormTerms, () => ({}), (a) => a.vocabulary, most);
  const terms = $derived(new Terms(q.answer ?? []));
  return Object.defineProperty(q, "terms", { get: () => terms }) as Whole<TermWhole> & { readonly terms: Terms };
}
