// Which line of a drawing each group and each statement takes.
import type { StatementLine } from "../../api/operations";
import type { Group } from "./rows";

export interface Line {
  /** The upper edge, in pixels. */
  y: number;
  group?: Group;
  statement?: StatementLine;
  /** The place of the statement among all, from 0: its row in the table has the same. */
  index: number;
}

export interface Layout {
  lines: Line[];
  height: number;
}

/** Heights in pixels: of what names a group, of a statement, and of one whose holder stands above its bar. */
export const heights = { group: 24, wide: 22, narrow: 36 };

/** Puts groups below each other, and the statements of each below its name. */
export function layout(groups: Group[], narrow: boolean): Layout {
  const lines: Line[] = [];
  let [y, index] = [0, 0];
  for (const group of groups) {
    lines.push({ y, group, index: -1 });
    y += heights.group;
    for (const statement of group.statements) {
      lines.push({ y, statement, index: index++ });
      y += narrow ? heights.narrow : heights.wide;
    }
    y += 4;
  }
  return { lines, height: y };
}

/** A text cut to what so many pixels hold, at the usual width of a letter. */
export function cut(text: string, pixels: number, letter = 6.7): string {
  const most = Math.floor(pixels / letter);
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, Math.max(1, most - 1)).join("")}…`;
}
