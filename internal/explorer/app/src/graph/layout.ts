// Lays a graph out: fcose, which is good at graphs of this size, then what still lies on something else is pushed aside. The same graph is
// laid out in the same way each time.
import cytoscape, { type EdgeSingular } from "cytoscape";
import fcose from "cytoscape-fcose";
import type { Job, Point } from "./positions";

cytoscape.use(fcose);

/** How so many nodes are laid out. More push each other away more strongly: else they overlap; fewer stand close, so that names can be read. */
function options(nodes: number) {
  return {
    name: "fcose", animate: false, fit: false, packComponents: false, tile: true, numIter: 500, edgeElasticity: () => 0.1, gravity: 0.1,
    nodeRepulsion: () => Math.min(3_000_000, 100_000 * (nodes / 30) ** 1.5),
    nodeSeparation: 200 + Math.min(100, nodes / 3),
    idealEdgeLength: (e: EdgeSingular) => 130 + Math.min(220, 16 * ((e.data("lines") as number) - 1)), // many lines side by side need room
  };
}

/** The places of all nodes. Those that are fixed stay exactly where they are. */
export function layout(job: Job): Array<[string, Point]> {
  if (job.nodes.length === 1) return [[job.nodes[0]!.id, job.fixed[0]?.[1] ?? { x: 0, y: 0 }]];
  const fixed = new Map(job.fixed);
  const places = withoutChance(() => placed(job, fixed));
  apart(places, job, fixed);
  return [...places];
}

function placed(job: Job, fixed: Map<string, Point>): Map<string, Point> {
  const cy = cytoscape({
    headless: true, styleEnabled: true,
    elements: [
      ...job.nodes.map(({ id, w, h }, i) => ({ data: { id, w, h }, position: { ...(fixed.get(id) ?? near(id, i, job, fixed)) } })),
      ...job.edges.map(([source, target, lines]) => ({ data: { source, target, lines } })),
    ],
    style: [{ selector: "node", style: { shape: "rectangle", width: "data(w)", height: "data(h)" } }],
  });
  const all = fixed.size === 0
    ? { ...options(job.nodes.length), quality: "default", randomize: true }
    : { ...options(job.nodes.length), quality: "proof", randomize: false, fixedNodeConstraint: [...fixed].map(([nodeId, position]) => ({ nodeId, position })) };
  cy.layout(all as cytoscape.LayoutOptions).run(); // without animation it is done on return
  const places = new Map(cy.nodes().map((n): [string, Point] => [n.id(), fixed.get(n.id()) ?? { ...n.position() }]));
  cy.destroy();
  return places;
}

/** Where something new begins: beside those of its neighbours that stay, each in another direction. */
function near(id: string, i: number, job: Job, fixed: Map<string, Point>): Point {
  const beside = job.edges.filter(([a, b]) => a === id || b === id).map(([a, b]) => fixed.get(a === id ? b : a)).filter((p) => p !== undefined);
  const from = beside.length > 0 ? beside : [...fixed.values()];
  const mean = (of: (p: Point) => number) => from.reduce((n, p) => n + of(p), 0) / Math.max(1, from.length);
  const turn = i * 2.4; // radians: the golden angle, so that none lies on another
  return { x: mean((p) => p.x) + 160 * Math.cos(turn), y: mean((p) => p.y) + 160 * Math.sin(turn) };
}

/** Does something with numbers in place of chance that are the same each time. */
function withoutChance<T>(what: () => T): T {
  const chance = Math.random;
  let state = 1;
  Math.random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  try {
    return what();
  } finally {
    Math.random = chance;
  }
}

const rounds = 40;

/** Pushes apart what overlaps, the shorter way. What is fixed stays; what can't be helped in so many rounds stays too. */
export function apart(places: Map<string, Point>, job: Job, fixed: Map<string, Point>): void {
  const boxes = job.nodes.map((n): Box => ({ ...n, ...places.get(n.id)!, stays: fixed.has(n.id) }));
  for (let round = 0; round < rounds && pushed(boxes); round++);
  for (const b of boxes) places.set(b.id, { x: b.x, y: b.y });
}

type Box = Job["nodes"][number] & Point & { stays: boolean };

/** Pushes once whatever overlaps; false if nothing does that can be pushed. */
function pushed(boxes: Box[]): boolean {
  let any = false;
  for (let i = 0; i < boxes.length; i++) {
    for (let j = 0; j < i; j++) any = push(boxes[i]!, boxes[j]!) || any;
  }
  return any;
}

const touch = 0.5; // pixels that don't count

function push(a: Box, b: Box): boolean {
  const x = (a.w + b.w) / 2 - Math.abs(a.x - b.x);
  if (x <= touch) return false;
  const y = (a.h + b.h) / 2 - Math.abs(a.y - b.y);
  if (y <= touch || (a.stays && b.stays)) return false;
  const along = x < y ? "x" : "y";
  const by = a[along] < b[along] ? -Math.min(x, y) : Math.min(x, y);
  const share = a.stays ? 0 : b.stays ? 1 : 0.5;
  a[along] += by * share;
  b[along] -= by * (1 - share);
  return true;
}
