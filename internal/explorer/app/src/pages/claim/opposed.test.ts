import { expect, test } from "vitest";
import { opposed } from "./opposed";

const found = (id: string, ...claims: string[]) => ({ id, rule: "POLARITY" as const, overlap: "CERTAIN" as const, between: "SOURCES" as const, sides: claims.map((c) => ({ says: "", claims: [{ id: c }] })) });
const backs = (totalCount: number, ...nodes: ReturnType<typeof found>[]) => ({ relationship: { all: { totalCount, nodes } } });

test("of the contradictions of what a claim backs, those are its own that have it on a side, each once", () => {
  const claim = { id: "c1", relationships: [backs(2, found("k1", "c1", "c2"), found("k2", "c3", "c4")), backs(1, found("k1", "c1", "c2"))] };
  expect(opposed(claim).found.map((c) => c.id)).toEqual(["k1"]);
  expect(opposed(claim).whole).toBe(true);
});

test("where not all were looked at, that is told", () => {
  expect(opposed({ id: "c1", relationships: [backs(101, found("k2", "c3", "c4"))] })).toEqual({ found: [], whole: false });
});
