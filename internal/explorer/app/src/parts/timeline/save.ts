// A drawing as a file of its own, which looks as the page shows it: what the style sheets say is written into it.

/** What a style sheet says of an element of a drawing, and an attribute can say too. */
const said = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "stop-color", "stop-opacity"];

/** The text of an SVG file of a drawing, on the background that it has in the page. */
export function svgText(drawing: SVGSVGElement, background: string): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [from, to] = [drawing, copy].map((s) => [s, ...s.querySelectorAll("*")]) as [Element[], Element[]];
  from.forEach((element, i) => write(element, to[i]!));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  for (const mark of copy.querySelectorAll("[data-screen]")) mark.remove();
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: background })) paper.setAttribute(name, value);
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

function write(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of said) {
    const value = style.getPropertyValue(name);
    if (value !== "") to.setAttribute(name, value.replace(/url\("?[^#")]*(#[^")]+)"?\)/g, "url($1)"));
  }
  to.removeAttribute("class");
}
