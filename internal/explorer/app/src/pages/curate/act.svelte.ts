// A change on its way: tried, seen, and then made exactly as it was seen.
import { ApiError, type AskOptions } from "../../api/client";
import type { ClaimCard, Effect, Refused } from "../../api/operations";
import { Fresh } from "../../state/fresh.svelte";
import { Token } from "../../state/token.svelte";

/** What a mutation answers, tried or made. */
export interface Payload {
  transaction: number | null;
  effect?: Effect | null;
  claim?: ClaimCard | null;
  userErrors: Refused[];
}

/** Asks a mutation: `attempt` if nothing is to be made. */
export type Mutation = (reason: string, attempt: boolean, options: AskOptions) => Promise<Payload>;

export class Act {
  reason = $state("");
  /** What the preview is of; "" before there is one. */
  #seen = $state("");
  preview = $state.raw<Payload | undefined>();
  made = $state.raw<number | undefined>();
  refused = $state.raw<Refused[]>([]);
  fault = $state("");
  busy = $state(false);

  /** `input` is all that is to be changed, and `mutation` asks for it. */
  constructor(readonly input: () => unknown, readonly mutation: Mutation) {}

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
    if (payload?.userErrors.length !== 0) return void (this.preview = undefined);
    this.made = payload.transaction ?? 0;
    Fresh.anew();
  }

  async #ask(attempt: boolean): Promise<Payload | undefined> {
    [this.busy, this.fault, this.refused] = [true, "", []];
    try {
      const payload = await this.mutation(this.reason.trim(), attempt, { token: Token.value });
      this.refused = payload.userErrors;
      return payload;
    } catch (e) {
      this.fault = e instanceof ApiError && e.code === "UNAUTHENTICATED" ? "No curator of this server has this token any more." : (e as Error).message;
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** What was refused about a part of the input: "input.when", say; with its parts. */
  about(path: string): string {
    return this.refused.filter((r) => `${r.field.join(".")}.`.startsWith(`${path}.`)).map((r) => r.message).join(" ");
  }
}
