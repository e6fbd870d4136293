import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forget } from "../api/client";
import { part } from "./invented";
import { load, reach } from "./load";

type Request = { operationName: string; variables: Record<string, unknown> };
const asked: Request[] = [];

function server(answers: (r: Request) => unknown) {
  vi.stubGlobal("fetch", async (_: string, init: { body: string }) => {
    const r = JSON.parse(init.body) as Request;
    asked.push(r);
    return new Response(JSON.stringify({ data: answers(r) }));
  });
}
beforeEach(() => {
  asked.length = 0;
  forget();
});
afterEach(() => vi.unstubAllGlobals());

test("without expansions one question is enough", async () => {
  server(() => ({ subgraph: part(["a", "b"], ["a attacks b"]) }));
  const { came } = await load({ around: ["a"], depth: 2, expand: [], communities: false }, {});
  expect(asked.map((r) => [r.operationName, r.variables])).toEqual([["GraphPart", { around: ["a"], depth: 2 }]]);
  expect(came.among).toBeNull();
});

test("with expansions it is asked what lies between all of them, page by page, under the same filter", async () => {
  server((r) => {
    if (r.operationName === "GraphPart") return { subgraph: (r.variables["around"] as string[])[0] === "a" ? part(["a"], []) : part(["b", "c"], ["b attacks c"]) };
    const first = r.variables["after"] === undefined;
    return { relationships: { nodes: part([], [first ? "a attacks b" : "b attacks c"]).relationships, pageInfo: { hasNextPage: first, endCursor: first ? "x" : "y" } } };
  });
  const filter = { sign: ["NEGATIVE" as const] };
  const { came } = await load({ around: ["a"], depth: 1, expand: [{ key: "b", types: [] }], communities: false, filter }, {});
  expect(came.among!.map((r) => r.id)).toEqual(["a attacks b", "b attacks c"]);
  expect(asked[2]!.variables["filter"]).toEqual({ between: ["a", "b", "c"], and: [filter] });
});

test("what was added is asked for with relationships of every status, unless the reader chose some", async () => {
  server((r) => (r.operationName === "GraphPart" ? { subgraph: part(["a"], []) } : { relationships: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } }));
  const expand = [{ key: "b", types: [] }];
  const filters = async (filter?: { status: ["DENIED"] }) => {
    asked.length = 0;
    await load({ around: ["a"], depth: 1, expand, communities: false, filter }, {});
    return asked.slice(0, 2).map((r) => (r.variables["filter"] as { status?: string[] } | undefined)?.status);
  };
  expect(await filters()).toEqual([undefined, ["CORROBORATED", "STATED", "CONTESTED", "ALLEGED", "HYPOTHETICAL", "DENIED"]]);
  expect(await filters({ status: ["DENIED"] })).toEqual([["DENIED"], ["DENIED"]]);
});

test("all pages of what is around an entity are read; of nobody there are none", async () => {
  server((r) => {
    if (r.variables["key"] !== "a") return { entity: null };
    const first = r.variables["after"] === undefined;
    return { entity: { key: "a", relationships: { nodes: part([], [first ? "a attacks b" : "a attacks c"]).relationships, pageInfo: { hasNextPage: first, endCursor: "x" } } } };
  });
  expect((await reach({ key: "a" }, {})).relationships).toHaveLength(2);
  expect(await reach({ key: "nobody" }, {})).toEqual({ entity: null, relationships: [] });
});
