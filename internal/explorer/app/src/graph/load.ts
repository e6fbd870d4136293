// Asks for all that a graph shows.
import { ask, type AskOptions } from "../api/client";
import {
  GraphAmong, GraphCommunities, type GraphLine, GraphPart, GraphReach, type GraphReachAnswer, type RelationshipFilter, type RelationshipStatus, type View,
} from "../api/operations";
import type { Community } from "./drawing";
import { lines } from "./look";
import type { Reached } from "./reach";
import { type Came, gathered } from "./shown";
import type { Expansion } from "./steps";

/** What is asked for. */
export interface Wanted {
  around: string[];
  depth: number;
  expand: Expansion[];
  communities: boolean;
  filter?: RelationshipFilter | undefined;
  view?: View | undefined;
}

export interface Loaded {
  came: Came;
  communities: Community[];
}

/** Asks for the part around the start, what is added to it, and how all of it hangs together. */
export async function load(w: Wanted, options: AskOptions): Promise<Loaded> {
  const { filter, view } = w;
  const [base, communities, ...parts] = await Promise.all([
    ask(GraphPart, { around: w.around, depth: w.depth, filter, view }, options),
    w.communities ? communitiesOf(w, options) : [],
    ...w.expand.map((e) => ask(GraphPart, { around: [e.key], depth: 1, filter: whatever(filter), view }, options)),
  ]);
  const expansions = parts.map((p, i) => ({ of: w.expand[i]!, part: p.subgraph }));
  const { entities } = gathered(base.subgraph, expansions);
  const among = expansions.length === 0 ? null : await amongOf(entities.map((e) => e.key), w, options);
  return { came: { base: base.subgraph, expansions, among }, communities };
}

/**
 * Relationships of every status, unless the reader chose some. A walk leaves out what is only denied, feared or planned; what would come around an
 * entity is counted with these (see reach), so it comes with them.
 */
function whatever(filter: RelationshipFilter | undefined): RelationshipFilter {
  return { ...filter, status: filter?.status ?? (Object.keys(lines) as RelationshipStatus[]) };
}

async function amongOf(between: string[], { filter, view }: Wanted, options: AskOptions): Promise<GraphLine[]> {
  const both: RelationshipFilter = filter ? { between, and: [filter] } : { between };
  return pages(async (after) => (await ask(GraphAmong, { filter: both, view, after }, options)).relationships);
}

async function communitiesOf({ filter, view }: Wanted, options: AskOptions): Promise<Community[]> {
  return pages(async (after) => (await ask(GraphCommunities, { filter, view, after }, options)).communities);
}

export interface Reach {
  entity: NonNullable<GraphReachAnswer["entity"]> | null;
  relationships: Reached[];
}

/** Asks for all relationships of an entity; the entity is null if nothing has the key. */
export async function reach(v: { key: string; filter?: RelationshipFilter | undefined; view?: View | undefined }, options: AskOptions): Promise<Reach> {
  let entity: Reach["entity"] = null;
  const relationships = await pages<Reached>(async (after) => {
    const answer = await ask(GraphReach, { ...v, after }, options);
    entity = answer.entity;
    return answer.entity?.relationships ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
  });
  return { entity, relationships };
}

interface Page<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** All pages of a list, one after the other. */
async function pages<Node>(get: (after: string | undefined) => Promise<Page<Node>>): Promise<Node[]> {
  const all: Node[] = [];
  let after: string | undefined;
  for (;;) {
    const { nodes, pageInfo } = await get(after);
    all.push(...nodes);
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return all;
    after = pageInfo.endCursor;
  }
}
