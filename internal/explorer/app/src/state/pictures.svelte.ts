// The pictures that a page can give of what it shows, each offered by what draws it.

import { untrack } from "svelte";

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
export function offer(name: string, kinds: PictureKind[], make: Offered["make"], file: () => string = () => `dyad-${name.toLowerCase().replaceAll(" ", "-")}`): () => void {
  const one = { name, kinds, make, file };
  untrack(() => (pictures.all = [...pictures.all, one]));
  return () => (pictures.all = pictures.all.filter((p) => p !== one));
}

/** Hands a picture to the browser as a file. */
export async function save(p: Offered, kind: PictureKind): Promise<void> {
  const address = URL.createObjectURL(await p.make(kind));
  const a = document.createElement("a");
  [a.href, a.download] = [address, `${p.file()}.${kind}`];
  a.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // some browsers read it after the click
}
