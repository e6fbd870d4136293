// Sources whose texts the server has, to be annotated: by a further coder, or anew.
import { ask } from "../../api/client";
import { AnnotatedSource, type AnnotatedSourceAnswer, SourceContent } from "../../api/operations";
import type { Beginning } from "./work.svelte";

type Recorded = NonNullable<AnnotatedSourceAnswer["source"]>;

/** Code points that the server gives at once. */
const piece = 100_000;

/** The text of a source, and what is recorded of it. Rejects where there is none, or the server does not have it. */
export async function fetched(key: string): Promise<Beginning> {
  const { source } = await ask(AnnotatedSource, { key });
  if (!source) throw new Error(`No source has the key ${key}.`);
  if (!source.text?.loaded) throw new Error("The server does not have the text of this source: open it from a file.");
  let text = "";
  for (let at = 0; at < source.text.codepoints; at += piece) {
    const part = await ask(SourceContent, { key, start: at, end: Math.min(at + piece, source.text.codepoints) });
    const words = part.source?.text?.content;
    if (words === null || words === undefined) throw new Error("The server no longer has the text of this source.");
    text += words;
  }
  return { text, name: source.text.file ?? `${key}.txt`, key, about: about(source) };
}

/** What is recorded of a source, as a file of annotations writes it; what is not known is left out. */
export function about(s: Omit<Recorded, "text" | "claims">): Record<string, unknown> {
  const all = {
    kind: s.kind.toLowerCase(), genre: s.genre.toLowerCase(), title: s.title, publisher: s.publisher, author: s.author, published: date(s.published),
    language: s.language, url: s.url, reliability: s.reliability,
  };
  return Object.fromEntries(Object.entries(all).filter(([, v]) => v !== null && v !== ""));
}

function date(p: Recorded["published"]): unknown {
  return p === null || p.basis === "STATED" ? (p?.edtf ?? null) : { edtf: p.edtf, basis: p.basis.toLowerCase() };
}
