// The graph on the browser's canvas, drawn by Cytoscape.
import cytoscape, { type Core, type EventObject } from "cytoscape";
import type { Drawing } from "./drawing";
import { elements, job } from "./elements";
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
const atOnce = 150; // lines that are added in one turn
const glide = 200; // milliseconds
/** The zoom from which on something stands on lines, and the class that shows it. What can't be read is not measured either, which takes long. */
const levels: Array<[number, string]> = [[0.85, "near"], [0.45, "signed"]];

export class Canvas {
  readonly #cy: Core;
  #drawing: Drawing | undefined;
  /** The room that each node takes. */
  #rooms = new Map<string, { w: number; h: number }>();
  #level = "";

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

  /**
   * Shows a drawing. What was there stays what it was; the window stays too, unless most is new or something new lies outside. Many lines
   * come in several turns, so that the page answers in between; it is done when the last has come, or when another drawing is to be shown.
   */
  async show(d: Drawing, places: Places): Promise<void> {
    const cy = this.#cy;
    this.#drawing = d;
    this.#rooms = new Map(job(d, []).nodes.map((n) => [n.id, n]));
    const wanted = elements(d);
    const ids = new Set(wanted.map((e) => e.data.id!));
    const stay = cy.nodes().filter((n) => ids.has(n.id())).length;
    if (stay * 2 < d.nodes.length) this.#go(this.#fitting(places), false);
    else if (!this.#allSeen(places)) this.#go(this.#fitting(places), true);
    const fresh = this.#changed(wanted, ids);
    cy.batch(() => {
      cy.add(fresh.filter((e) => e.group === "nodes"));
      cy.nodes().forEach((n) => void n.position({ ...places.get(n.id())! }));
    });
    const lines = fresh.filter((e) => e.group === "edges");
    for (let i = 0; i < lines.length && this.#drawing === d; i += atOnce) {
      if (i > 0) await new Promise((turn) => setTimeout(turn));
      if (this.#drawing === d) cy.add(lines.slice(i, i + atOnce).map((e) => ({ ...e, classes: `${e.classes as string} ${this.#level}` })));
    }
  }

  /** Takes out what is not wanted, changes what is there, and returns what is missing. */
  #changed(wanted: cytoscape.ElementDefinition[], ids: Set<string>): cytoscape.ElementDefinition[] {
    const cy = this.#cy;
    const known = wanted.filter((e) => cy.getElementById(e.data.id!).nonempty());
    cy.batch(() => {
      cy.elements().filter((e) => !ids.has(e.id())).remove();
      for (const e of known) cy.getElementById(e.data.id!).data(e.data).classes(`${e.classes as string}${e.group === "edges" ? ` ${this.#level}` : ""}`);
    });
    const there = new Set(known);
    return wanted.filter((e) => !there.has(e));
  }

  /** Shows on lines what can be read at this zoom. */
  #word(): void {
    const level = levels.find(([from]) => this.#cy.zoom() >= from)?.[1] ?? "";
    if (level === this.#level) return;
    const before = this.#level;
    this.#level = level;
    this.#cy.batch(() => this.#cy.edges().removeClass(before).addClass(level));
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

  /** Shows all of it. */
  fit(): void {
    this.#go(this.#fitting(new Map(this.#cy.nodes().map((n): [string, Point] => [n.id(), n.position()]))), true);
  }

  /** The window in which all of it is seen. It is worked out without Cytoscape, which would measure every word for it. */
  #fitting(places: Places): { zoom: number; pan: Point } {
    const cy = this.#cy;
    const boxes = [...places].map(([id, p]) => {
      const { w, h } = this.#rooms.get(id) ?? { w: 0, h: 0 };
      return { x1: p.x - w / 2, x2: p.x + w / 2, y1: p.y - h / 2, y2: p.y + h };
    });
    const [x1, y1] = [Math.min(...boxes.map((b) => b.x1)), Math.min(...boxes.map((b) => b.y1))];
    const [x2, y2] = [Math.max(...boxes.map((b) => b.x2)), Math.max(...boxes.map((b) => b.y2))];
    const zoom = Math.max(cy.minZoom(), Math.min(nearest, (cy.width() - 2 * padding) / Math.max(1, x2 - x1), (cy.height() - 2 * padding) / Math.max(1, y2 - y1)));
    return { zoom, pan: { x: cy.width() / 2 - (zoom * (x1 + x2)) / 2, y: cy.height() / 2 - (zoom * (y1 + y2)) / 2 } };
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
    this.#drawing = undefined;
    this.#cy.destroy();
  }
}
