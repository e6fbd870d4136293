// The claim that is written now. It is kept beside the file, so that it stays while the reader looks at another page, and however the file
// changes under it.
import { type Draft, emptyDraft, parts } from "../../claimform/draft";
import type { Terms } from "../../claimform/words";
import { atOf, type FileClaim, occurrences, type Span, withChange, withClaimRecords, withLabels } from "./file";
import { draftOf, type Native, nativeOf } from "./native";
import { type Reference, references } from "./references";
import { work } from "./work.svelte";

class Editing {
  draft = $state<Draft | undefined>();
  /** Its occurrences, each of its parts; undefined where the file has words or something else there, which stays as it is. */
  at = $state<Span[][] | undefined>();
  label = $state("");
  /** What the file had when it was taken up; undefined of a new one. */
  was = $state.raw<FileClaim | undefined>();
  /** All that was written when it was taken up. */
  #begun = "";
  /** The draft and the places of then, as the file has them. */
  #native: Native = { claim: "" };
  #at = "";

  readonly #now = $derived(JSON.stringify([this.draft, this.at, this.label]));
  /** Where it is in the file by now; undefined of a new one, and of one that the file has no more. */
  readonly index = $derived(this.was && indexOf(this.was, work.file.claims));
  /** The other claims of the file, by what may be written for them. */
  readonly others: Reference[] = $derived(references(work.file.claims).filter((r) => r.index !== this.index));

  get on(): boolean {
    return this.draft !== undefined;
  }

  /** Whether anything was written that is not in the file. */
  get changed(): boolean {
    return this.on && this.#now !== this.#begun;
  }

  /** Begins a claim that rests on a place, or on none yet. */
  begin(at: Span | undefined, type: string): void {
    this.#take({ ...emptyDraft(), type }, at ? [[{ ...at }]] : [], "", undefined);
  }

  /** Takes a claim of the file up. */
  edit(c: FileClaim, terms: Terms): void {
    this.#take(draftOf(c.record, terms), occurrences(c.record.at), c.label, c);
  }

  #take(draft: Draft, at: Span[][] | undefined, label: string, was: FileClaim | undefined): void {
    if (this.changed && !confirm("What you have written of the other claim is not in the file yet, and would be lost. Go on?")) return;
    [this.draft, this.at, this.label, this.was] = [draft, at, label, was];
    this.#begun = this.#now;
    [this.#native, this.#at] = [labelled(nativeOf(draft), label), at ? JSON.stringify(atOf(at)) : ""];
  }

  /** Adds a place that it rests on: another occurrence, or a further part of the last. */
  place(s: Span, part: boolean): void {
    if (!this.at) return;
    const last = this.at.at(-1);
    this.at = part && last ? [...this.at.slice(0, -1), [...last, { ...s }].sort((a, b) => a.start - b.start)] : [...this.at, [{ ...s }]];
  }

  /** Puts it into the file. What it refers to gets the label by which it does. */
  save(): void {
    const d = this.draft && ($state.snapshot(this.draft) as Draft);
    if (!d) return;
    const named = new Set([...parts(d.disputes), ...parts(d.reconciles), ...d.roles.filter((r) => r.holds === "CLAIM").flatMap((r) => parts(r.values))]);
    const yaml = withLabels(work.yaml, this.others.filter((r) => r.proposed && named.has(r.value)));
    const is = labelled(nativeOf(d), this.label.trim());
    const at = this.at && atOf($state.snapshot(this.at) as Span[][]);
    if (this.index === undefined) work.change(withClaimRecords(yaml, [{ ...is, at: at ?? this.was?.record.at }]));
    else work.change(withChange(yaml, this.index, { was: this.#native, is, ...(at && JSON.stringify(at) !== this.#at ? { at } : {}) }));
    this.leave();
  }

  /** Lets go of it. */
  leave(): void {
    [this.draft, this.at, this.label, this.was] = [undefined, undefined, "", undefined];
  }
}

function labelled(n: Native, label: string): Native {
  return label === "" ? n : { label, ...n };
}

/** Which claim of a file another form of it had at a place: the one there if it says the same, else another that does. */
function indexOf(was: FileClaim, claims: FileClaim[]): number | undefined {
  const record = JSON.stringify(was.record);
  const same = claims.filter((c) => JSON.stringify(c.record) === record);
  return (same.find((c) => c.index === was.index) ?? same[0])?.index;
}

export const editing = new Editing();
