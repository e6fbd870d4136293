// What the title of the document names: what a page says it shows, else its heading.

class Title {
  /** What the page says. */
  said = $state("");
  /** The heading of the page. */
  heading = $state("");
}

export const title = new Title();

/** Names what a page shows, as long as it is there. To be called while a component is made. */
export function titled(of: () => string): void {
  $effect(() => {
    title.said = of();
    return () => (title.said = "");
  });
}

/** Follows the heading below an element. Returns what ends that. */
export function followHeading(within: Element): () => void {
  const look = () => (title.heading = within.querySelector("h1")?.textContent?.replace(/\s+/g, " ").trim() ?? "");
  const observer = new MutationObserver(look);
  observer.observe(within, { childList: true, characterData: true, subtree: true });
  look();
  return () => observer.disconnect();
}
