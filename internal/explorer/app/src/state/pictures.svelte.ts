// The pictures that a page can give of what it shows, each offered by what draws it.

import { untrack } from "svelte";
import { handOver } from "./files";

export type PictureKind = "png" | "svg";

export interface Offered {
  /** What it is a picture of. */
  name: string;
  kinds: PictureKind[];
  make: (kind: PictureKind) => Promise<Blob> | Blob;
  /** The name of a file for it, without its ending. */
  file: () => string;
}

class Pictures {
  all = $state.raw<Offered[]>([]);
}

export const pictures = new Pictures();

/** Offers a picture. Returns what takes the offer back. */
export function offer(one: Offered): () => void {
  untrack(() => (pictures.all = [...pictures.all, one]));
  return () => (pictures.all = pictures.all.filter((p) => p !== one));
}

/** Hands a picture to the browser as a file. */
export async function save(p: Offered, kind: PictureKind): Promise<void> {
  handOver(await p.make(kind), `${p.file()}.${kind}`);
}
