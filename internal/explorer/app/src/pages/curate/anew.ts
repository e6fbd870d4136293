// A form that is filled in while somebody else changes what it is about.

/** What a form has after its record was read anew: what was typed into it, and where nothing was, what the record has by now. */
export function anew<Form extends object>(before: Form, typed: Form, now: Form): Form {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const kept = (Object.keys(typed) as Array<keyof Form>).filter((k) => !same(typed[k], before[k]));
  return { ...now, ...Object.fromEntries(kept.map((k) => [k, typed[k]])) };
}
