// How the graph looks, apart from colour: what parts/StatusMark.svelte draws in a line of text, and the legend explains, the picture draws.
import type { EntityClass, RelationshipStatus } from "../api/operations";

/** What stands in the middle of a line. */
export type Mark = "" | "clash" | "bar";

/** How a line is drawn, in pixels at full size. */
export interface Line {
  width: number;
  /** Lengths of dash and gap; none: solid. */
  dash: number[];
  mark: Mark;
}

export const lines: Record<RelationshipStatus, Line> = {
  CORROBORATED: { width: 4, dash: [], mark: "" },
  STATED: { width: 2, dash: [], mark: "" },
  CONTESTED: { width: 2, dash: [], mark: "clash" },
  ALLEGED: { width: 2, dash: [5, 3], mark: "" },
  HYPOTHETICAL: { width: 2, dash: [1.5, 4], mark: "" },
  DENIED: { width: 2, dash: [2, 3], mark: "bar" },
};

export type Shape = "ellipse" | "rectangle" | "diamond" | "octagon";

export const shapes: Record<EntityClass | "GROUP", Shape> = { ACTOR: "ellipse", PLACE: "rectangle", EVENT: "diamond", GROUP: "octagon" };

export const classWords: Record<EntityClass | "GROUP", string> = {
  ACTOR: "somebody who acts, or is acted on",
  PLACE: "a place",
  EVENT: "an event",
  GROUP: "several, put together",
};

/** How wide a line of several relationships is: wider for more, so much that none looks like one of a single relationship. */
export function bundleWidth(relationships: number): number {
  return 6 + Math.min(8, Math.round(2 * Math.log2(relationships)));
}

/** How wide a node is: one entity as any other, a group wider for more members. */
export function nodeSize(members: number): number {
  return members === 1 ? 26 : 34 + Math.min(40, Math.round(4 * Math.sqrt(members)));
}
