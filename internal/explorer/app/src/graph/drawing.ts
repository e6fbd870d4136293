// What is drawn of what is shown: everything by itself, or, where that would be too much, entities put together in groups.
import type { EntityClass, GraphEntity, GraphLine, RelationshipStatus, Sign } from "../api/operations";
import type { Shown } from "./shown";
import type { Grouping } from "./steps";

/** Most entities and groups that are drawn at a time. */
export const most = 300;

/** An entity, or a group of several. */
export interface DrawnNode {
  /** The key of the entity, or the id of the group, which has a colon. */
  id: string;
  name: string;
  /** What sort of entity, or of group. */
  kind: string;
  class: EntityClass | "GROUP";
  /** How many entities it stands for. */
  members: number;
  /** How many relationships of it lead to what is not shown. */
  hidden: number;
  /** Of a group: how many relationships its members have among them. */
  inner: number;
  /** Whether the graph starts from it. */
  start: boolean;
}

/** Relationships that are drawn as one line, since at least one end is a group. */
export interface Bundle {
  id: string;
  a: string;
  b: string;
  relationships: GraphLine[];
}

export interface Drawing {
  nodes: DrawnNode[];
  /** The relationships that are drawn one by one, those of an event alone included. */
  lines: GraphLine[];
  bundles: Bundle[];
  /** By what entities were put together; "" where none was. */
  by: Grouping;
  /** The groups that were opened, as far as they have members here, and how many of these did not fit. */
  opened: Array<{ id: string; name: string; closed: number }>;
  /** How many entities are left out, with "nearest". */
  left: number;
}

/** A community: its name is that of its most connected member. */
export interface Community {
  central: { key: string; name: string };
  members: { nodes: Array<{ key: string }> };
}

export interface Wish {
  by: Grouping;
  open: string[];
  around: string[];
  selected: string;
  communities: Community[];
}

interface Group {
  id: string;
  name: string;
  kind: string;
}

/** How it is drawn. Without a wish what is too much is put together by type. */
export function draw(s: Shown, wish: Wish): Drawing {
  const by = wish.by === "" && s.entities.length > most ? "type" : wish.by;
  if (by === "type" || by === "community") return together(s, wish, by);
  const kept = s.entities.slice(0, most);
  const left = s.entities.length - kept.length;
  const at = new Map(kept.map((e) => [e.key, e.key]));
  return { ...joined(s, kept.map((e) => single(s, e, wish)), at), by: left > 0 ? "nearest" : "", opened: [], left };
}

function single(s: Shown, e: GraphEntity, wish: Wish): DrawnNode {
  return {
    id: e.key, name: e.name, kind: e.type.label, class: e.type.class ?? "ACTOR", members: 1, inner: 0,
    hidden: s.hidden.get(e.key) ?? 0, start: wish.around.includes(e.key),
  };
}

function together(s: Shown, wish: Wish, by: "type" | "community"): Drawing {
  const groupOf = by === "type" ? typeOf : communityOf(wish.communities);
  const groups = new Map<string, Group & { members: GraphEntity[] }>();
  for (const e of s.entities) {
    const g = groupOf(e);
    const known = groups.get(g.id) ?? { ...g, members: [] };
    groups.set(g.id, known);
    known.members.push(e);
  }
  const singles = new Set(s.entities.filter((e) => wish.around.includes(e.key) || e.key === wish.selected).map((e) => e.key));
  let room = most - groups.size - singles.size;
  const opened: Drawing["opened"] = [];
  for (const g of groups.values()) {
    const wanted = g.members.filter((e) => !singles.has(e.key));
    const open = wish.open.includes(g.id);
    const fit = open ? wanted.slice(0, Math.max(0, room)) : wanted.length === 1 ? wanted : [];
    for (const e of fit) singles.add(e.key);
    room -= open ? fit.length : 0;
    if (open) opened.push({ id: g.id, name: g.name, closed: wanted.length - fit.length });
  }
  const at = new Map<string, string>();
  for (const g of groups.values()) for (const e of g.members) at.set(e.key, singles.has(e.key) ? e.key : g.id);
  const nodes = [
    ...s.entities.filter((e) => singles.has(e.key)).map((e) => single(s, e, wish)),
    ...[...groups.values()].map((g) => grouped(s, g, g.members.filter((e) => !singles.has(e.key)))).filter((n) => n.members > 0),
  ];
  return { ...joined(s, nodes, at), by, opened, left: 0 };
}

function typeOf(e: GraphEntity): Group {
  return { id: `type:${e.type.term}`, name: e.type.label, kind: "type" };
}

function communityOf(communities: Community[]): (e: GraphEntity) => Group {
  const of = new Map<string, Group>();
  for (const c of communities) {
    const group = { id: `community:${c.central.key}`, name: `around ${c.central.name}`, kind: "community" };
    for (const m of c.members.nodes) of.set(m.key, group);
  }
  return (e) => of.get(e.key) ?? { id: "community:", name: "in no community", kind: "community" };
}

function grouped(s: Shown, g: Group, members: GraphEntity[]): DrawnNode {
  const hidden = members.reduce((n, e) => n + (s.hidden.get(e.key) ?? 0), 0);
  return { id: g.id, name: g.name, kind: g.kind, class: "GROUP", members: members.length, inner: 0, hidden, start: false };
}

/** Puts the relationships between what is drawn. */
function joined(s: Shown, nodes: DrawnNode[], at: Map<string, string>): Pick<Drawing, "nodes" | "lines" | "bundles"> {
  const byID = new Map(nodes.map((n) => [n.id, n]));
  const lines: GraphLine[] = [];
  const bundles = new Map<string, Bundle>();
  for (const r of s.relationships) {
    const [a, b] = [at.get(r.from.key), at.get(r.to?.key ?? r.from.key)];
    if (a === undefined || b === undefined) continue;
    if (a === r.from.key && b === (r.to?.key ?? r.from.key)) lines.push(r);
    else if (a === b) byID.get(a)!.inner++;
    else bundle(bundles, a, b, r);
  }
  return { nodes, lines, bundles: [...bundles.values()] };
}

function bundle(bundles: Map<string, Bundle>, from: string, to: string, r: GraphLine): void {
  const [a, b] = from < to ? [from, to] : [to, from];
  const id = `bundle:${a}*${b}`;
  const known = bundles.get(id) ?? { id, a, b, relationships: [] };
  bundles.set(id, known);
  known.relationships.push(r);
}

const statusOrder: RelationshipStatus[] = ["CORROBORATED", "STATED", "CONTESTED", "ALLEGED", "HYPOTHETICAL", "DENIED"];
const signOrder: Sign[] = ["POSITIVE", "NEGATIVE", "ZERO", "NONE"];

/** How many of the relationships have each sign and each status, those that none has left out. */
export function tally(relationships: GraphLine[]): { signs: Array<[Sign, number]>; statuses: Array<[RelationshipStatus, number]> } {
  const of = <Word>(words: Word[], has: (r: GraphLine, w: Word) => boolean) =>
    words.map((w): [Word, number] => [w, relationships.filter((r) => has(r, w)).length]).filter(([, n]) => n > 0);
  return { signs: of(signOrder, (r, w) => r.sign === w), statuses: of(statusOrder, (r, w) => r.status === w) };
}
