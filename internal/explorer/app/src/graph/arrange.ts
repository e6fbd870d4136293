// Has graphs laid out by a worker. A graph that is asked for no longer is given up.
import type { Job, Places, Point } from "./positions";

interface Done {
  n: number;
  places: Array<[string, Point]>;
  took: number;
}

export class Arranger {
  #worker: Worker | undefined;
  #busy = false;
  #n = 0;

  /** Lays a graph out. Undefined if another one was asked for meanwhile. Rejects if it can't be done. */
  async arrange(job: Job): Promise<Places | undefined> {
    if (this.#busy) this.stop();
    const worker = (this.#worker ??= new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" }));
    const n = ++this.#n;
    this.#busy = true;
    const done = await new Promise<Done>((resolve, reject) => {
      worker.onmessage = (e: MessageEvent<Done>) => resolve(e.data);
      worker.onerror = (e) => reject(new Error(e.message || "The graph could not be laid out."));
      worker.postMessage({ n, job });
    });
    if (n !== this.#n) return undefined;
    this.#busy = false;
    performance.measure?.("dyad-layout", { start: performance.now() - done.took, end: performance.now() });
    return new Map(done.places);
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#busy = false;
    this.#n++;
  }
}
