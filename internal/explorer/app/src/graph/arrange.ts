// Has graphs laid out by a worker. A graph that is asked for no longer is given up.
import type { Job, Places, Point } from "./positions";

interface Done {
  places: Array<[string, Point]>;
  /** Milliseconds that it took. */
  took: number;
}

export class Arranger {
  #worker: Worker | undefined;
  /** Ends the waiting for what is being laid out. */
  #giveUp: (() => void) | undefined;

  /** Starts the worker, so that it is ready when the first graph comes. */
  warm(): void {
    this.#working();
  }

  #working(): Worker {
    return (this.#worker ??= new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" }));
  }

  /** Lays a graph out. Undefined if another one was asked for meanwhile. Rejects if it can't be done. */
  async arrange(job: Job): Promise<Places | undefined> {
    if (this.#giveUp) this.stop();
    const worker = this.#working();
    try {
      const done = await this.#answer(worker, job);
      if (done) performance.measure?.("dyad layout", { start: performance.now() - done.took, duration: done.took });
      return done && new Map(done.places);
    } finally {
      if (worker === this.#worker) this.#giveUp = undefined;
    }
  }

  #answer(worker: Worker, job: Job): Promise<Done | undefined> {
    return new Promise((resolve, reject) => {
      this.#giveUp = () => resolve(undefined);
      worker.onmessage = (e: MessageEvent<Done>) => resolve(e.data);
      worker.onerror = (e) => reject(new Error(e.message || "The graph could not be laid out."));
      worker.postMessage(job);
    });
  }

  /** Gives up what is being laid out, and lets the worker go. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#giveUp?.();
    this.#giveUp = undefined;
  }
}
