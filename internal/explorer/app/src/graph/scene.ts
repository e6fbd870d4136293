// What a picture holds: where everything is, and what it looks like. The writer of SVG makes a picture of it without the browser's canvas.
import type { Core, EdgeSingular } from "cytoscape";
import type { RelationshipStatus, Sign } from "../api/operations";
import type { Drawing } from "./drawing";
import { labelLines } from "./elements";
import type { Shape } from "./look";
import type { Point } from "./positions";
import { bundleText, lineText } from "./words";

export interface SceneNode {
  x: number;
  y: number;
  size: number;
  shape: Shape;
  /** How it is bordered: a graph's start wide, a group double. */
  border: "plain" | "start" | "double";
  lines: string[];
  font: number;
  title: string;
}

export interface SceneEdge {
  start: Point;
  /** Of the curve, quadratic between each two of them; none: straight. */
  controls: Point[];
  end: Point;
  status: RelationshipStatus | null;
  sign: Sign | null;
  width: number;
  directed: boolean;
  label: string;
  title: string;
}

export interface Scene {
  title: string;
  nodes: SceneNode[];
  edges: SceneEdge[];
}

/** The scene that Cytoscape shows of a drawing. */
export function scene(cy: Core, d: Drawing, title: string): Scene {
  const names = new Map(d.nodes.map((n) => [n.id, n.name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const edge = (id: string) => cy.getElementById(id) as unknown as EdgeSingular;
  return {
    title,
    nodes: d.nodes.map((n) => {
      const e = cy.getElementById(n.id);
      return {
        ...e.position(), size: e.data("size") as number, shape: e.data("shape") as Shape, border: n.class === "GROUP" ? "double" : n.start ? "start" : "plain",
        lines: labelLines(n), font: e.data("font") as number, title: `${n.name}, ${n.kind}`,
      };
    }),
    edges: [
      ...d.bundles.map((b): SceneEdge => ({
        ...course(edge(b.id)), status: null, sign: null, width: edge(b.id).data("width") as number, directed: false, label: edge(b.id).data("label") as string,
        title: `${nameOf(b.a)} and ${nameOf(b.b)}: ${bundleText(b.relationships)}`,
      })),
      ...d.lines.map((r): SceneEdge => ({
        ...course(edge(r.id)), status: r.status, sign: r.sign, width: 0, directed: r.to !== null && !r.type.symmetric, label: edge(r.id).data("label") as string,
        title: lineText(r, nameOf),
      })),
    ],
  };
}

function course(e: EdgeSingular): Pick<SceneEdge, "start" | "controls" | "end"> {
  return { start: { ...e.sourceEndpoint() }, controls: (e.controlPoints() ?? []).map((p) => ({ ...p })), end: { ...e.targetEndpoint() } };
}
