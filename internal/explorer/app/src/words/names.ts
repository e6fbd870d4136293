// Names as they are compared for people: without case and marks.

/** A text without case, diacritics and spaces around. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** The name by which somebody was found, where that is not the one for display; "" where it is, or where none has the text in it. */
export function foundAs(text: string, name: string, names: Array<{ text: string }>): string {
  const wanted = folded(text);
  if (folded(name).includes(wanted)) return "";
  return names.find((n) => folded(n.text).includes(wanted))?.text ?? "";
}
