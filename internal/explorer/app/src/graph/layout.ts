// Lays a graph out: fcose, which is good at graphs of this size, then what still lies on something else is pushed aside. The same graph is
// laid out in the same way each time.
import cytoscape, { type EdgeSingular } from "cytoscape";
import fcose from "cytoscape-fcose";
import type { Job, Point } from "./positions";

cytoscape.use(fcose);

/** How it is laid out: measured on graphs of 100 to 300 nodes, for few overlaps in little time. */
const options = {
  name: "fcose", animate: false, fit: false, packComponents: false, tile: true,
  numIter: 500, nodeSeparation: 200, nodeRepulsion: () => 200_000, edgeElasticity: () => 0.1, gravity: 0.1,
  idealEdgeLength: (e: EdgeSingular) => 130 + Math.min(220, 16 * ((e.data("lines") as number) - 1)), // many lines side by side need room
};

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
    ? { ...options, quality: "default", randomize: true }
    : { ...options, quality: "proof", randomize: false, fixedNodeConstraint: [...fixed].map(([nodeId, position]) => ({ nodeId, position })) };
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

const rounds = 80;

/** Pushes apart what overlaps, the shorter way. What is fixed stays; what can't be helped in so many rounds stays too. */
export function apart(places: Map<string, Point>, job: Job, fixed: Map<string, Point>): void {
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    for (let i = 0; i < job.nodes.length; i++) {
      for (let j = 0; j < i; j++) moved = pushed(job.nodes[i]!, job.nodes[j]!, places, fixed) || moved;
    }
    if (!moved) return;
  }
}

type Sized = Job["nodes"][number];

function pushed(a: Sized, b: Sized, places: Map<string, Point>, fixed: Map<string, Point>): boolean {
  const [p, q] = [places.get(a.id)!, places.get(b.id)!];
  const [dx, dy] = [p.x - q.x, p.y - q.y];
  const [x, y] = [(a.w + b.w) / 2 - Math.abs(dx), (a.h + b.h) / 2 - Math.abs(dy)];
  if (x <= 0.5 || y <= 0.5) return false;
  const [aStays, bStays] = [fixed.has(a.id), fixed.has(b.id)];
  if (aStays && bStays) return false;
  const [aShare, bShare] = aStays ? [0, 1] : bStays ? [1, 0] : [0.5, 0.5];
  const along = x < y ? "x" : "y";
  const way = (along === "x" ? dx : dy) < 0 ? -1 : 1;
  const by = way * Math.min(x, y);
  places.set(a.id, { ...p, [along]: p[along] + by * aShare });
  places.set(b.id, { ...q, [along]: q[along] - by * bShare });
  return true;
}
