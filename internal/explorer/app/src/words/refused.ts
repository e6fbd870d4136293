// What a change was refused for, in words.

/** A message without what may have been meant instead: that is offered beside it. */
export function unguessed(message: string): string {
  return message.replace(/; did you mean .*\?$/, "");
}

/** Where in a change something lies: `["input", "voices", "0", "entity"]` is "voices 1 entity", and what is about the whole is "". */
export function place(field: string[]): string {
  return field.filter((f) => f !== "input" && f !== "expectedRevision").map((f) => (/^\d+$/.test(f) ? String(Number(f) + 1) : f)).join(" ");
}
