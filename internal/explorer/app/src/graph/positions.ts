// Where things stand, and that they stay there: who has found somebody in a picture finds them there again when the view changes.

export interface Point {
  x: number;
  y: number;
}

export type Places = ReadonlyMap<string, Point>;

/** What is to be laid out. */
export interface Job {
  nodes: Array<{ id: string; w: number; h: number }>;
  /** Pairs of ids, each once, none of one with itself; and how many lines are between the two. */
  edges: Array<[string, string, number]>;
  /** Who stays where they are. */
  fixed: Array<[string, Point]>;
}

/** Most sets of nodes whose places are kept. */
const mostSets = 40;

/** The places of the sets that were shown, and of what is shown now. */
export class Positions {
  #sets = new Map<string, Places>();
  #now: Places = new Map();

  /** The places of a set if all are known: since it was shown before, or since all of it is shown now. */
  known(ids: string[]): Places | undefined {
    const set = this.#sets.get(keyOf(ids));
    if (set) return set;
    if (!ids.every((id) => this.#now.has(id))) return undefined;
    return new Map(ids.map((id) => [id, this.#now.get(id)!]));
  }

  /** Those of a set that are shown now, where they are. */
  fixed(ids: string[]): Array<[string, Point]> {
    return ids.filter((id) => this.#now.has(id)).map((id) => [id, this.#now.get(id)!]);
  }

  /** Keeps where a set stands, as what is shown now. */
  keep(places: Places): void {
    this.#now = places;
    const key = keyOf([...places.keys()]);
    this.#sets.delete(key);
    this.#sets.set(key, places);
    for (const oldest of this.#sets.keys()) {
      if (this.#sets.size <= mostSets) return;
      this.#sets.delete(oldest);
    }
  }

  /** Moves one of what is shown. */
  move(id: string, to: Point): void {
    this.keep(new Map([...this.#now, [id, to]]));
  }

  /** Forgets where this set stands, and what is shown, so that it is laid out anew. */
  forget(ids: string[]): void {
    this.#sets.delete(keyOf(ids));
    this.#now = new Map();
  }
}

function keyOf(ids: string[]): string {
  return [...ids].sort().join(" ");
}

/** The pairs of nodes that lines connect, each with how many lines that are. */
export function pairs(lines: Array<[string, string]>): Job["edges"] {
  const all = new Map<string, [string, string, number]>();
  for (const [a, b] of lines) {
    if (a === b) continue;
    const pair: [string, string, number] = a < b ? [a, b, 0] : [b, a, 0];
    const key = `${pair[0]} ${pair[1]}`;
    const known = all.get(key) ?? pair;
    known[2]++;
    all.set(key, known);
  }
  return [...all.values()];
}
