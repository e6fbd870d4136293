// The forms that a claim had before it was corrected.
import { ask } from "../../api/client";
import { ClaimAsOf, type ClaimAsOfAnswer, type ClaimCard } from "../../api/operations";

export type Form = NonNullable<ClaimAsOfAnswer["claim"]>;

/** The moment right before one, to the nanosecond, as the server counts time. */
export function before(moment: string): string {
  const m = /^(.*T\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(moment);
  if (!m) return moment;
  const [, seconds, fraction = "", zone] = m as unknown as [string, string, string?, string?];
  const nanos = Number(fraction.padEnd(9, "0"));
  if (nanos > 0) return `${seconds}.${String(nanos - 1).padStart(9, "0")}${zone}`;
  const earlier = new Date(Date.parse(`${seconds}${zone}`) - 1000).toISOString().slice(0, 19);
  return `${earlier}.999999999Z`;
}

/** Its earlier forms, the latest first: each is what stood right before the next was recorded. */
export async function earlier(claim: Pick<ClaimCard, "id" | "revision"> & { recordedAt: string }, signal?: AbortSignal): Promise<Form[]> {
  const forms: Form[] = [];
  let next = { revision: claim.revision, recordedAt: claim.recordedAt };
  while (next.revision > 1) {
    const { claim: form } = await ask(ClaimAsOf, { id: claim.id, time: before(next.recordedAt) }, { signal });
    if (!form || form.revision >= next.revision) break;
    forms.push(form);
    next = form;
  }
  return forms;
}

/** What is compared of two forms, and what each is called. */
const parts: Array<[string, (f: ClaimCard) => unknown]> = [
  ["who it is said of", (f) => f.from.key],
  ["the relation", (f) => f.type.term],
  ["towards whom", (f) => f.to?.key],
  ["yes or no", (f) => f.polarity],
  ["how surely", (f) => f.modality],
  ["how it ended", (f) => f.outcome],
  ["who says so", (f) => f.voices],
  ["when", (f) => f.when],
  ["the number", (f) => f.number],
  ["the roles", (f) => f.roles],
  ["what it disputes", (f) => f.disputes.map((c) => c.id)],
  ["what it explains away", (f) => f.reconciles.map((c) => c.id)],
  ["the place in the text", (f) => f.evidence.map((e) => e.parts)],
  ["the gist", (f) => f.gist],
  ["the credibility", (f) => f.credibility],
];

/** In what a form differs from the next, in words. */
export function changed(form: ClaimCard, next: ClaimCard): string[] {
  return parts.filter(([, of]) => JSON.stringify(of(form)) !== JSON.stringify(of(next))).map(([words]) => words);
}
