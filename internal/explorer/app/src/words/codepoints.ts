// Places in texts. The API counts Unicode code points, JavaScript counts UTF-16 code units: a letter beyond the first plane, such as an
// emoji, is one of the former and two of the latter.

/** A text that can be cut at code points. */
export class Letters {
  /** How many code points there are. */
  readonly length: number;
  /** The code points that take two code units, in order. */
  readonly #wide: number[] = [];

  constructor(readonly text: string) {
    let n = 0;
    for (const letter of text) {
      if (letter.length === 2) this.#wide.push(n);
      n++;
    }
    this.length = n;
  }

  /** Where a code point begins in the string. What lies outside of the text is its beginning or its end. */
  index(point: number): number {
    const p = Math.max(0, Math.min(point, this.length));
    return p + before(this.#wide, p);
  }

  /** The code point that begins at a place of the string, or has it inside. */
  point(index: number): number {
    let [low, high] = [0, this.#wide.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#wide[middle]! + middle < index) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, Math.min(index - low, this.length));
  }

  /** The words from one code point to another, which is not part of them. */
  slice(start: number, end: number): string {
    return this.text.slice(this.index(start), this.index(end));
  }
}

/** How many of sorted numbers are smaller than one. */
function before(sorted: number[], n: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < n) low = middle + 1;
    else high = middle;
  }
  return low;
}
