// What stands at a place of a file, as the check tells places.
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import { Letters } from "../../words/codepoints";

/** The way from the top of a file to something in it: ["claims", 3, "when", "edtf"]. */
export type Path = Array<string | number>;

/** Finds what stands at places of a file: a line, and a column in code points, both from 1. As deep as it can be told; [] where it can't. */
export class Places {
  readonly #top: unknown;
  readonly #lines: number[] = [0];

  constructor(readonly yaml: string) {
    this.#top = parseDocument(yaml).contents;
    for (let i = yaml.indexOf("\n"); i >= 0; i = yaml.indexOf("\n", i + 1)) this.#lines.push(i + 1);
  }

  path(line: number, column: number): Path {
    const start = this.#lines[line - 1];
    if (start === undefined) return [];
    const words = new Letters(this.yaml.slice(start, this.#lines[line]));
    return below(this.#top, start + words.index(column - 1));
  }
}

function below(node: unknown, at: number): Path {
  if (isMap(node)) {
    const pair = node.items.findLast((p) => begin(p.key) <= at);
    return pair ? [isScalar(pair.key) ? String(pair.key.value) : "", ...below(pair.value, at)] : [];
  }
  if (isSeq(node)) {
    const i = node.items.findLastIndex((item) => begin(item) <= at);
    return i < 0 ? [] : [i, ...below(node.items[i], at)];
  }
  return [];
}

/** Where a node begins; nowhere, if that can't be told. */
function begin(node: unknown): number {
  return (node as { range?: [number, number, number] } | null)?.range?.[0] ?? Number.POSITIVE_INFINITY;
}
