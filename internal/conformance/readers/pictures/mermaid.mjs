// Has Mermaid parse a flowchart that dyad wrote, and compares what it saw with dyad's JSON Lines.
//
// usage: node mermaid.mjs FOLDER
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
globalThis.window = window; // Mermaid cleans texts with a document at hand
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");

const folder = process.argv[2];
const records = readFileSync(`${folder}/jsonl.jsonl`, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const entities = records.filter((r) => r.kind === "entity" && !r.mergedInto);
const edges = records.filter((r) => r.kind === "relationship" && r.to);

mermaid.initialize({ maxTextSize: 1_000_000 });
const diagram = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(`${folder}/mermaid.mmd`, "utf8"));
const vertices = [...diagram.db.getVertices().values()];
const seen = diagram.db.getEdges();

const failures = [];
const same = (what, got, want) => {
  if (JSON.stringify(got) !== JSON.stringify(want)) {
    failures.push(`${basename(folder)}: mermaid ${what}: got ${JSON.stringify(got).slice(0, 400)}, want ${JSON.stringify(want).slice(0, 400)}`);
  }
};
// Names as Mermaid shows them: codes of characters read, white space as a space.
const shown = (text) => text.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(code)).replace(/#(\d+);/g, (_, code) => String.fromCodePoint(code));
const plain = (text) => text.replace(/\s+/g, " ").trim().replace(/[\u0000-\u001f\u007f]/g, "\ufffd");
const names = vertices.map((v) => shown(v.text).split("<br>")[0]).sort();
same("names", names, entities.map((e) => plain(e.name)).sort());
same("edges", seen.length, edges.length);
const status = (text) => shown(text).match(/\((\w+)\)$/)?.[1] ?? "stated";
const count = (list) => list.sort().reduce((all, s) => ({ ...all, [s]: (all[s] ?? 0) + 1 }), {});
same("statuses", count(seen.map((e) => status(e.text))), count(edges.map((r) => r.status)));
const stroke = { corroborated: "thick", contested: "thick", stated: "normal", alleged: "dotted", hypothetical: "dotted", denied: "dotted" };
same("lines", count(seen.map((e) => e.stroke)), count(edges.map((r) => stroke[r.status])));
const head = (type) => (type.includes("cross") ? "-" : type.includes("circle") ? "+" : "");
same("signs", count(seen.map((e) => head(e.type))), count(edges.map((r) => (r.sign === "+" || r.sign === "-" ? r.sign : ""))));
if (failures.length > 0) {
  console.error(failures.join("\n"));
  process.exit(1);
}
console.log([basename(folder), "mermaid", "mermaid", `${vertices.length} nodes, ${seen.length} edges`].join("\t"));
