// A change on its way: tried, seen, and then made exactly as it was seen.
import { ApiError, type AskOptions } from "../../api/client";
import type { ClaimCard, CuratedEntity, Effect, Refused, VerdictCard } from "../../api/operations";
import { Fresh } from "../../state/fresh.svelte";
import { Token } from "../../state/token.svelte";
import { drop, written } from "./written";

/** What a mutation answers, tried or made: of what it is about, as it is then. */
export interface Payload {
  transaction: number | null;
  effect?: Effect | null;
  claim?: ClaimCard | null;
  entity?: CuratedEntity | null;
  contradiction?: { verdict: VerdictCard | null } | null;
  userErrors: Refused[];
}

/** Asks a mutation: `attempt` if nothing is to be made. */
export type Mutation = (reason: string, attempt: boolean, options: AskOptions) => Promise<Payload>;

/** Faults by which nothing was changed for certain. */
const harmless = new Set(["UNAUTHENTICATED", "FORBIDDEN", "BAD_USER_INPUT"]);

export class Act {
  #reason = $state("");
  /** What the preview is of; "" before there is one. */
  #seen = $state("");
  preview = $state.raw<Payload | undefined>();
  /** The transaction by which it was made; null if nothing had to be changed. */
  made = $state.raw<number | null | undefined>();
  refused = $state.raw<Refused[]>([]);
  fault = $state("");
  /** Whether the token is nobody's any more. */
  shut = $state(false);
  /** Whether it may have been made, though no answer said so. */
  unsure = $state(false);
  busy = $state(false);

  /** `about` names the form, `input` is all that is to be changed, and `mutation` asks for it. */
  constructor(readonly about: string, readonly input: () => unknown, readonly mutation: Mutation) {
    this.#reason = written(about).reason ?? "";
  }

  get reason(): string {
    return this.#reason;
  }

  set reason(why: string) {
    this.#reason = written(this.about).reason = why;
  }

  get #now(): string {
    return JSON.stringify([this.input(), this.reason.trim()]);
  }

  /** Whether what would be made is what was seen. */
  get ready(): boolean {
    return this.preview !== undefined && this.#seen === this.#now && this.made === undefined;
  }

  /** Tries it. */
  async attempt(): Promise<void> {
    const about = this.#now;
    const payload = await this.#ask(true);
    if (!payload) return;
    this.preview = payload.userErrors.length === 0 ? payload : undefined;
    this.#seen = about;
  }

  /** Makes what was seen. */
  async make(): Promise<void> {
    if (!this.ready) return;
    const payload = await this.#ask(false);
    if (payload?.userErrors.length === 0) {
      this.made = payload.transaction;
      drop(this.about);
    } else if (payload || this.unsure) this.preview = undefined;
    if (this.made !== undefined || this.unsure) Fresh.anew();
  }

  /** The curator has another token: what was refused may go now. */
  reopen(): void {
    [this.shut, this.fault] = [false, ""];
  }

  async #ask(attempt: boolean): Promise<Payload | undefined> {
    [this.busy, this.fault, this.refused, this.shut, this.unsure] = [true, "", [], false, false];
    try {
      const payload = await this.mutation(this.reason.trim(), attempt, { token: Token.value, tried: attempt });
      this.refused = payload.userErrors;
      return payload;
    } catch (e) {
      const code = e instanceof ApiError ? e.code : "";
      this.shut = code === "UNAUTHENTICATED";
      this.unsure = !attempt && !harmless.has(code);
      this.fault = this.shut ? "No curator of this server has this token any more." : (e as Error).message;
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** What was refused about a part of the input: "reason", say, or "input.when"; with its parts. */
  wrong(path: string): string {
    return this.refused.filter((r) => `${r.field.join(".")}.`.startsWith(`${path}.`)).map((r) => r.message).join(" ");
  }
}
