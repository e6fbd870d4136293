// Files that a page makes, for the reader to keep.

/** Hands something to the browser as a file of a name. */
export function handOver(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const a = document.createElement("a");
  [a.href, a.download] = [address, name];
  a.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // some browsers read it after the click
}
