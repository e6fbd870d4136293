// Whether the server can be reached. Where it can't, it is tried again until it answers, and whoever waits is told.

const pause = 2000; // milliseconds between two tries

class Reaching {
  /** False from a request that nothing answered to the next sign of the server. */
  here = $state(true);
  /** How often the server has come back: what was asked in vain is asked again when this changes. */
  returns = $state(0);
  /** How often the data has become other data: everything that is shown is asked anew when this changes. */
  changes = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A request went unanswered. */
  lost(): void {
    this.here = false;
    this.#timer ??= setTimeout(() => this.#look(), pause);
  }

  /** Something answered. */
  found(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.here) return;
    this.here = true;
    this.returns++;
  }

  async #look(): Promise<void> {
    this.#timer = undefined;
    try {
      const ready = await fetch("/readyz", { cache: "no-store" });
      if (ready.ok) return this.found();
    } catch {
      // Still away.
    }
    this.lost();
  }
}

export const Reach = new Reaching();
