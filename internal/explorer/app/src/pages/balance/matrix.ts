// Pairs as a table: who is on good or bad terms with whom, as sources tell it.
import type { PairSign } from "../../api/operations";

export interface Named {
  key: string;
  name: string;
}

/** Two actors and how they stand to each other. */
export interface Pair<Actor extends Named = Named> {
  a: Actor;
  b: Actor;
  sign: PairSign;
}

export interface Matrix<Actor extends Named, P extends Pair<Actor>> {
  /** Rows and columns alike, by name. */
  actors: Actor[];
  /** How many actors there are beyond these. */
  left: number;
  /** The pair of a row and a column, by their places; undefined where nothing is said, or for an actor with itself. */
  cells: Array<Array<P | undefined>>;
}

/**
 * The matrix of those who are in most pairs, at most so many of them; of equally many, those whose keys come first. Pairs with others
 * than these are not in it.
 */
export function matrix<Actor extends Named, P extends Pair<Actor>>(pairs: P[], most: number): Matrix<Actor, P> {
  const seen = new Map<string, { actor: Actor; pairs: number }>();
  for (const actor of pairs.flatMap((p) => [p.a, p.b])) {
    const s = seen.get(actor.key);
    if (s) s.pairs++;
    else seen.set(actor.key, { actor, pairs: 1 });
  }
  const ranked = [...seen.values()].sort((x, y) => y.pairs - x.pairs || (x.actor.key < y.actor.key ? -1 : 1));
  const actors = ranked.slice(0, most).map((r) => r.actor).sort((x, y) => x.name.localeCompare(y.name) || (x.key < y.key ? -1 : 1));
  const place = new Map(actors.map((a, i) => [a.key, i]));
  const cells = actors.map(() => actors.map((): P | undefined => undefined));
  for (const p of pairs) {
    const [i, j] = [place.get(p.a.key), place.get(p.b.key)];
    if (i === undefined || j === undefined) continue;
    cells[i]![j] = p;
    cells[j]![i] = p;
  }
  return { actors, left: ranked.length - actors.length, cells };
}
