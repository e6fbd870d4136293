// Terms and the wider ones that each claim of them also makes.

/** How many there are of each term with its narrower ones, as conditions count them, from how many there are of each alone. */
export function withNarrower(counts: Iterable<{ type: { term: string }; count: number }>, terms: Iterable<{ term: string; broader: string | null }>): Map<string, number> {
  const broader = new Map([...terms].map((t) => [t.term, t.broader]));
  const all = new Map<string, number>();
  for (const { type, count } of counts) {
    for (const term of wider(type.term, broader)) all.set(term, (all.get(term) ?? 0) + count);
  }
  return all;
}

/** A term and all that are wider, each once. */
function wider(term: string, broader: Map<string, string | null>): Set<string> {
  const all = new Set<string>();
  for (let t: string | null | undefined = term; t && !all.has(t); t = broader.get(t)) all.add(t);
  return all;
}
