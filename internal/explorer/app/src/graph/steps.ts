// The steps that led to a graph, as they stand in the address: where it starts, what was added, taken away, put together and chosen. Each
// step makes another address, so the back button undoes it.
import { join, split } from "../state/conditions";

/** How entities are put together: by themselves where there are too many, by type, by community, or not, which leaves out the farthest. */
export type Grouping = "" | "type" | "community" | "nearest";

/** An entity whose neighbours were added: those that relationships of these types lead to; of any type if none is named. */
export interface Expansion {
  key: string;
  types: string[];
}

export interface Steps {
  /** The keys of the entities that the graph starts from. */
  around: string[];
  /** How many relationships away from these it goes. */
  depth: number;
  expand: Expansion[];
  /** The keys of entities that were taken away. */
  hide: string[];
  by: Grouping;
  /** The groups that were opened, by their ids. */
  open: string[];
  /** What is looked at: the id of a relationship, or the key of an entity. */
  selected: string;
  /** The key of a second entity, to look at both. */
  other: string;
}

/** As far as a graph can be asked for at once. */
export const deepest = 4;

/** Reads the steps from the parameters of an address. What can't be read is as if it were not there. */
export function read(param: (name: string) => string): Steps {
  const depth = param("depth");
  const by = param("by");
  return {
    around: split(param("around")),
    depth: /^[0-9]$/.test(depth) ? Math.min(Number(depth), deepest) : 1,
    expand: split(param("expand")).map(expansion),
    hide: split(param("hide")),
    by: by === "type" || by === "community" || by === "nearest" ? by : "",
    open: split(param("open")),
    selected: param("selected"),
    other: param("other"),
  };
}

/** Writes steps as parameters; "" where there is nothing to say. */
export function written(s: Steps): Record<string, string> {
  return {
    around: join(s.around),
    depth: s.depth === 1 ? "" : String(s.depth),
    expand: join(s.expand.map((e) => [e.key, ...e.types].join("*"))),
    hide: join(s.hide),
    by: s.by,
    open: join(s.open),
    selected: s.selected,
    other: s.other,
  };
}

function expansion(text: string): Expansion {
  const [key, ...types] = text.split("*"); // in no key and no term
  return { key: key!, types };
}

/** Starts from one more entity. */
export function started(s: Steps, key: string): Steps {
  return { ...s, around: having(s.around, key), hide: without(s.hide, key), selected: key, other: "" };
}

/** Starts from one entity less. */
export function unstarted(s: Steps, key: string): Steps {
  return { ...s, around: without(s.around, key) };
}

/** Looks at a relationship or an entity; "" at nothing. */
export function selected(s: Steps, what: string): Steps {
  return { ...s, selected: what, other: "" };
}

/** Looks at a second entity beside the first. */
export function paired(s: Steps, other: string): Steps {
  return { ...s, other: other === s.selected ? "" : other };
}

/** Adds the neighbours of an entity; of these types only, if any is named. What was added before stays. */
export function expanded(s: Steps, key: string, types: string[]): Steps {
  const before = s.expand.find((e) => e.key === key);
  const all = types.length === 0 || before?.types.length === 0;
  const merged = { key, types: all ? [] : [...new Set([...(before?.types ?? []), ...types])].sort() };
  return { ...s, expand: [...s.expand.filter((e) => e.key !== key), merged] };
}

/** Takes back what the neighbours of an entity were added for. */
export function unexpanded(s: Steps, key: string): Steps {
  return { ...s, expand: s.expand.filter((e) => e.key !== key) };
}

/** Takes an entity away, and what was added around it. */
export function removed(s: Steps, key: string): Steps {
  const gone = s.selected === key ? { selected: "", other: "" } : { other: s.other === key ? "" : s.other };
  return { ...unexpanded(s, key), hide: having(s.hide, key), ...gone };
}

/** Shows an entity again that was taken away. */
export function restored(s: Steps, key: string): Steps {
  return { ...s, hide: without(s.hide, key) };
}

/** Shows the members of a group one by one. */
export function opened(s: Steps, group: string): Steps {
  return { ...s, open: having(s.open, group) };
}

/** Puts the members of a group together again. */
export function closed(s: Steps, group: string): Steps {
  return { ...s, open: without(s.open, group) };
}

/** Puts entities together in another way. */
export function grouped(s: Steps, by: Grouping): Steps {
  return { ...s, by, open: [] };
}

/** Goes so far from the start. */
export function reaching(s: Steps, depth: number): Steps {
  return { ...s, depth };
}

function having(all: string[], one: string): string[] {
  return all.includes(one) ? all : [...all, one];
}

function without(all: string[], one: string): string[] {
  return all.filter((a) => a !== one);
}

/** Whether it is the id of something, not a key. */
export function isID(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
