// The graph on the browser's canvas, drawn by Cytoscape.
import cytoscape, { type Core, type EventObject } from "cytoscape";
import type { Drawing } from "./drawing";
import { elements } from "./elements";
import type { Palette } from "./palette";
import type { Places, Point } from "./positions";
import { scene, type Scene } from "./scene";
import { stylesheet } from "./style";

/** What a reader does with the picture. */
export interface Hands {
  /** Something was clicked; `second` if it is to be looked at beside what was chosen before. */
  chosen: (id: string, second: boolean) => void;
  moved: (id: string, to: Point) => void;
}

const padding = 24; // pixels around a graph that fits
const nearest = 1.4; // a small graph is not blown up beyond this
const glide = 200; // milliseconds
const legible = 0.85; // the zoom from which on words on lines are shown

export class Canvas {
  readonly #cy: Core;
  #drawing: Drawing | undefined;
  #near = false;

  constructor(container: HTMLElement, p: Palette, hands: Hands) {
    this.#cy = cytoscape({ container, style: stylesheet(p), minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: false, selectionType: "single", autounselectify: true });
    this.#cy.on("tap", "node, edge", (e: EventObject) => {
      const by = e.originalEvent as MouseEvent;
      hands.chosen((e.target as { id: () => string }).id(), by.shiftKey || by.ctrlKey || by.metaKey);
    });
    this.#cy.on("dragfree", "node", (e: EventObject) => {
      const n = e.target as { id: () => string; position: () => Point };
      hands.moved(n.id(), { ...n.position() });
    });
    this.#cy.on("zoom", () => this.#word());
    this.#cy.on("mouseover", "node, edge", () => (container.style.cursor = "pointer"));
    this.#cy.on("mouseout", "node, edge", () => (container.style.cursor = ""));
  }

  /** Shows a drawing. What was there stays what it was; the window stays too, unless most is new or something new lies outside. */
  show(d: Drawing, places: Places): void {
    const cy = this.#cy;
    this.#drawing = d;
    const wanted = elements(d);
    const ids = new Set(wanted.map((e) => e.data.id!));
    const stay = cy.nodes().filter((n) => ids.has(n.id())).length;
    cy.batch(() => {
      cy.elements().filter((e) => !ids.has(e.id())).remove();
      for (const e of wanted) this.#put(e);
      cy.nodes().forEach((n) => void n.position({ ...places.get(n.id())! }));
    });
    if (stay * 2 < d.nodes.length) this.fit(false);
    else if (!this.#allSeen(places)) this.fit(true);
  }

  #put(e: cytoscape.ElementDefinition): void {
    const known = this.#cy.getElementById(e.data.id!);
    const classes = `${e.classes as string}${this.#near && e.group === "edges" ? " near" : ""}`;
    if (known.empty()) this.#cy.add({ ...e, classes });
    else known.data(e.data).classes(classes);
  }

  /** Shows the words on lines where they can be read. */
  #word(): void {
    const near = this.#cy.zoom() >= legible;
    if (near === this.#near) return;
    this.#near = near;
    this.#cy.batch(() => this.#cy.edges().toggleClass("near", near));
  }

  #allSeen(places: Places): boolean {
    const w = this.#cy.extent();
    return [...places.values()].every((p) => p.x >= w.x1 && p.x <= w.x2 && p.y >= w.y1 && p.y <= w.y2);
  }

  /** Marks what is looked at, and makes what has nothing to do with it fainter. Ids of what is not drawn mark nothing. */
  choose(ids: string[]): void {
    const cy = this.#cy;
    cy.batch(() => {
      cy.elements().removeClass("away chosen");
      const chosen = cy.elements().filter((e) => ids.includes(e.id()));
      if (chosen.empty()) return;
      const beside = chosen.union(chosen.nodes().closedNeighborhood()).union(chosen.edges().connectedNodes());
      cy.elements().difference(beside).addClass("away");
      chosen.addClass("chosen");
    });
  }

  /** Takes on other colours. */
  paint(p: Palette): void {
    this.#cy.style(stylesheet(p));
  }

  fit(gliding: boolean): void {
    const cy = this.#cy;
    const box = cy.elements().boundingBox();
    const zoom = Math.min(nearest, (cy.width() - 2 * padding) / Math.max(1, box.w), (cy.height() - 2 * padding) / Math.max(1, box.h));
    const pan = { x: cy.width() / 2 - (zoom * (box.x1 + box.x2)) / 2, y: cy.height() / 2 - (zoom * (box.y1 + box.y2)) / 2 };
    this.#go({ zoom, pan }, gliding);
  }

  /** Comes nearer (more than 1) or goes farther (less), towards the middle. */
  zoom(by: number): void {
    const cy = this.#cy;
    const zoom = Math.min(cy.maxZoom(), Math.max(cy.minZoom(), cy.zoom() * by));
    const [x, y] = [cy.width() / 2, cy.height() / 2];
    const pan = cy.pan();
    const times = zoom / cy.zoom();
    this.#go({ zoom, pan: { x: x - (x - pan.x) * times, y: y - (y - pan.y) * times } }, true);
  }

  /** Moves the window by so many pixels. */
  pan(x: number, y: number): void {
    this.#cy.panBy({ x: -x, y: -y });
  }

  #go(to: { zoom: number; pan: Point }, gliding: boolean): void {
    this.#cy.stop(true);
    if (!gliding || matchMedia("(prefers-reduced-motion: reduce)").matches) this.#cy.viewport(to);
    else this.#cy.animate({ ...to, duration: glide });
  }

  /** Fills its place again after that has another size. */
  resize(): void {
    this.#cy.resize();
  }

  /** What it shows, for a picture; of nothing at first. */
  scene(title: string): Scene {
    return this.#drawing ? scene(this.#cy, this.#drawing, title) : { title, nodes: [], edges: [] };
  }

  png(p: Palette): Promise<Blob> {
    return this.#cy.png({ output: "blob-promise", full: true, scale: 2, maxWidth: 6000, maxHeight: 6000, bg: p.page });
  }

  end(): void {
    this.#cy.destroy();
  }
}
