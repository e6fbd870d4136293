// The picture of the graph that is shown, to take away.

import { offer } from "../state/pictures.svelte";

export type Kind = "png" | "svg";

/** A graph that is shown. */
export interface Picturable {
  /** The name of a file for it, without its ending. */
  name: () => string;
  png: () => Promise<Blob>;
  svg: () => string;
}

let shown: Picturable | undefined;

/** Makes a graph the one that pictures are taken of. Returns what ends that. */
export function pictured(graph: Picturable): () => void {
  shown = graph;
  const takeBack = offer("The graph", ["png", "svg"], picture, graph.name);
  return () => {
    takeBack();
    if (shown === graph) shown = undefined;
  };
}

/** Whether a graph is shown. */
export function hasPicture(): boolean {
  return shown !== undefined;
}

/** The picture of the graph that is shown. Rejects where none is. */
export async function picture(kind: Kind): Promise<Blob> {
  if (!shown) throw new Error("No graph is shown to take a picture of.");
  return kind === "png" ? shown.png() : new Blob([shown.svg()], { type: "image/svg+xml" });
}

/** What a file of the picture is called. */
export function pictureName(kind: Kind): string {
  return `${shown?.name() ?? "dyad-graph"}.${kind}`;
}

/** Hands the picture to the browser as a file. */
export async function savePicture(kind: Kind): Promise<void> {
  const url = URL.createObjectURL(await picture(kind));
  const a = document.createElement("a");
  a.href = url;
  a.download = pictureName(kind);
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // some browsers read it after the click
}
