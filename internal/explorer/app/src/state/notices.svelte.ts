// Short words about what has just been done, read out to who can't see them.

const time = 5000; // milliseconds that a notice stays

export const notices = $state<{ text: string }>({ text: "" });

let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something for a moment. */
export function say(text: string): void {
  notices.text = text;
  clearTimeout(timer);
  timer = setTimeout(() => (notices.text = ""), time);
}
