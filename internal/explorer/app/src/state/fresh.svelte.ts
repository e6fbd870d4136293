// Whether the data is still that which the pages were asked of. A change is told, and shown when the reader wants it.
import { ask, forget, forgettings } from "../api/client";
import { ServerData } from "../api/operations";
import { Reach } from "../api/reach.svelte";

const pause = 60_000; // milliseconds between two looks, while the page is seen

class Freshness {
  /** The number of the last transaction, where the data has changed since the pages were asked. */
  changed = $state<number | undefined>();
  /** The data that the pages were asked of: a transaction and its time, and how often answers had been forgotten then. */
  #of: { transaction: number; committedAt: string | null; forgettings: number } | undefined;

  /** Looks once. What a reader has changed here has been asked anew already. */
  async look(): Promise<void> {
    try {
      const { data } = (await ask(ServerData, {}, { fresh: true })).server;
      const before = this.#of;
      if (before?.forgettings === forgettings()) this.changed = before.transaction === data.transaction && before.committedAt === data.committedAt ? undefined : data.transaction;
      else this.#adopt(data);
    } catch {
      // Reach tells of a server that is away.
    }
  }

  /** Asks everything anew that is shown. */
  anew(): void {
    this.changed = undefined;
    this.#of = undefined;
    forget();
    Reach.changes++;
    void this.look();
  }

  /** Looks every minute, and when the reader comes back to the page. Returns what ends that. */
  follow(): () => void {
    const look = () => {
      if (document.visibilityState === "visible" && Reach.here) void this.look();
    };
    const timer = setInterval(look, pause);
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    look();
    return () => {
      clearInterval(timer);
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }

  #adopt(data: { transaction: number; committedAt: string | null }): void {
    this.#of = { ...data, forgettings: forgettings() };
    this.changed = undefined;
  }
}

export const Fresh = new Freshness();
