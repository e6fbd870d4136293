// Pairs of entities by the contradictions that claims about them take part in.
import type { EntityName, PairsInContradictionsAnswer, Rule } from "../../api/operations";

type Contradiction = PairsInContradictionsAnswer["contradictions"]["nodes"][number];

/** Two entities, and how many contradictions have a claim of them, by rule. */
export interface Pair {
  a: EntityName;
  b: EntityName;
  contradictions: number;
  rules: Array<[Rule, number]>;
}

/** The pairs that claims of contradictions have as ends, those with most contradictions first, then by name. A contradiction counts once for a pair. */
export function pairs(contradictions: Contradiction[]): Pair[] {
  const all = new Map<string, { a: EntityName; b: EntityName; of: Map<Rule, Set<string>> }>();
  for (const c of contradictions) {
    for (const { from, to } of c.sides.flatMap((s) => s.claims)) {
      if (!to || to.key === from.key) continue;
      const [a, b] = from.key < to.key ? [from, to] : [to, from];
      const pair = all.get(`${a.key} ${b.key}`) ?? { a, b, of: new Map<Rule, Set<string>>() };
      pair.of.set(c.rule, (pair.of.get(c.rule) ?? new Set()).add(c.id));
      all.set(`${a.key} ${b.key}`, pair);
    }
  }
  return [...all.values()]
    .map(({ a, b, of }) => {
      const rules = [...of].map(([rule, ids]): [Rule, number] => [rule, ids.size]);
      return { a, b, rules, contradictions: rules.reduce((n, [, m]) => n + m, 0) };
    })
    .sort((p, q) => q.contradictions - p.contradictions || `${p.a.name} ${p.b.name}`.localeCompare(`${q.a.name} ${q.b.name}`));
}
