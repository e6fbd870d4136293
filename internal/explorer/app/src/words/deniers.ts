// Who says that a relationship is not so.
import { sourceName } from "./claim";

interface Denier {
  entity: { name: string } | null;
  label: string | null;
  source?: Parameters<typeof sourceName>[0];
}

/** Those who deny a relationship, each once: whom a source quotes, or the source in its own words. */
export function deniers(r: { support: { deniedBy: Denier[] } }): string[] {
  return [...new Set(r.support.deniedBy.map((d) => d.entity?.name ?? d.label ?? (d.source ? sourceName(d.source) : "the source itself")))];
}
