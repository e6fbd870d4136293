// The look of the graph as a style sheet of Cytoscape.
import type { StylesheetJson } from "cytoscape";
import type { RelationshipStatus, Sign } from "../api/operations";
import { lines } from "./look";
import { lineHeight } from "./labels";
import type { Palette } from "./palette";

type Rule = { selector: string; style: Record<string, unknown> };

/** The style sheet in the colours of a palette. */
export function stylesheet(p: Palette): StylesheetJson {
  const rules: Rule[] = [
    ...nodes(p),
    ...edges(p),
    ...Object.keys(lines).map((s) => statusRule(s as RelationshipStatus)),
    ...Object.entries(p.signs).map(([s, colour]) => signRule(s as Sign, colour)),
    { selector: ".away", style: { opacity: 0.25 } },
    { selector: "node.chosen", style: { "border-width": 6, "border-color": p.focus, "font-weight": "bold", "z-index": 10 } },
    { selector: "edge.chosen", style: { "underlay-color": p.focus, "underlay-opacity": 0.45, "underlay-padding": 6, "font-weight": "bold", "min-zoomed-font-size": 0, "z-index": 10 } },
  ];
  return rules as unknown as StylesheetJson;
}

function nodes(p: Palette): Rule[] {
  return [
    {
      selector: "node",
      style: {
        shape: "data(shape)", width: "data(size)", height: "data(size)", "background-color": p.card, "border-color": p.text, "border-width": 2,
        label: "data(label)", color: p.text, "font-family": p.font, "font-size": "data(font)", "line-height": lineHeight, "text-wrap": "wrap", "text-max-width": "1000px",
        "text-valign": "bottom", "text-margin-y": 3, "text-outline-color": p.page, "text-outline-width": 2, "min-zoomed-font-size": 7,
        "overlay-opacity": 0,
      },
    },
    { selector: "node.start", style: { "border-width": 5 } },
    { selector: "node.group", style: { "border-style": "double", "border-width": 6 } },
  ];
}

function edges(p: Palette): Rule[] {
  return [
    {
      selector: "edge",
      style: {
        "curve-style": "bezier", "control-point-step-size": 34, "arrow-scale": 1.1, color: p.text, "font-family": p.font,
        "text-outline-color": p.page, "text-outline-width": 2, "overlay-opacity": 0,
        "loop-direction": "-45deg", "loop-sweep": "60deg",
      },
    },
    // From afar nothing, then the sign alone, then the words: more would cover each other.
    { selector: "edge.signed", style: { label: "data(sign)", "font-size": 15, "font-weight": "bold", "min-zoomed-font-size": 7, "text-margin-y": -8 } },
    { selector: "edge.near, edge.chosen", style: { label: "data(label)", "font-size": 10, "font-weight": "normal", "text-rotation": "autorotate", "text-margin-y": -9 } },
    { selector: "edge.directed", style: { "target-arrow-shape": "triangle" } },
    { selector: "edge.bundle", style: { label: "data(label)", "font-size": 11, "text-rotation": "autorotate", width: "data(width)", "line-color": p.line, "line-opacity": 0.6, "curve-style": "straight", "text-margin-y": 0, "font-weight": "bold", "min-zoomed-font-size": 6 } },
  ];
}

function statusRule(status: RelationshipStatus): Rule {
  const { width, dash, mark } = lines[status];
  const style: Record<string, unknown> = { width };
  if (dash.length > 0) Object.assign(style, { "line-style": "dashed", "line-dash-pattern": dash });
  if (mark === "clash") Object.assign(style, { "mid-source-arrow-shape": "chevron", "mid-target-arrow-shape": "chevron" });
  if (mark === "bar") style["mid-target-arrow-shape"] = "tee";
  return { selector: `edge.${status.toLowerCase()}`, style };
}

function signRule(sign: Sign, colour: string): Rule {
  const arrows = Object.fromEntries(["target", "mid-source", "mid-target"].map((a) => [`${a}-arrow-color`, colour]));
  return { selector: `edge.sign-${sign.toLowerCase()}`, style: { "line-color": colour, ...arrows } };
}
