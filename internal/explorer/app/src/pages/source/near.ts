// Tells when something comes into sight, or near it.

/** Calls `seen` each time an element comes within a screen's height of what scrolls it; at once where that can't be told. */
export function near(node: Element, seen: () => void): { destroy: () => void } {
  if (typeof IntersectionObserver === "undefined") {
    seen();
    return { destroy: () => {} };
  }
  const root = node.closest("[data-scrolls]");
  const observer = new IntersectionObserver((found) => found.some((f) => f.isIntersecting) && seen(), { root, rootMargin: "100% 0px" });
  observer.observe(node);
  return { destroy: () => observer.disconnect() };
}
