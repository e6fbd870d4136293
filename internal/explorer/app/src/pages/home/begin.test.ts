import { expect, test } from "vitest";
import type { ContradictionCard } from "../../api/operations";
import { claim } from "../../parts/invented";
import { firstRelation, mainSource, worthReading } from "./begin";

const counted = (term: string, count: number) => ({ type: { term, label: term, definition: null, broader: null }, count });
const source = (key: string, claims: number) => ({ key, title: null, publisher: null, author: null, kind: "ARTICLE" as const, genre: "OPINION" as const, published: null, claims: { totalCount: claims } });
const against = (id: string, between = id) => ({ id, rule: "POLARITY", sides: [{ says: "", claims: [claim("Reed Company", "raids", between)] }] }) as unknown as ContradictionCard;
const named = (...ids: string[]) => ({ nodes: ids.map((id) => against(id)) });

test("the first question is about a relation that tells, where there is one", () => {
  expect(firstRelation([counted("meets", 40), counted("supports", 2), counted("shelters", 1)])?.type.term).toBe("shelters");
});

test("it is about the most frequent relation elsewhere, and there is none in an empty store", () => {
  expect(firstRelation([counted("x:ferries", 3), counted("meets", 40), counted("shelters", 0)])?.type.term).toBe("meets");
  expect(firstRelation([])).toBeUndefined();
});

test("the source that most rests on is that with the most claims", () => {
  expect(mainSource([source("gazette", 3), source("courier", 9)])?.key).toBe("courier");
  expect(mainSource([source("gazette", 0)])).toBeUndefined();
});

test("contradictions between sources come first, the surer of the same time the earlier, and those within one fill up", () => {
  const of = { certain: named("c"), possible: named(), undated: named("u"), within: named("w", "v") };
  expect(worthReading(of).map((c) => c.id)).toEqual(["c", "u", "w"]);
});

test("a second one about the same comes after those about others, and is not left out where there are too few", () => {
  const of = { certain: { nodes: [against("one", "vale"), against("two", "vale")] }, possible: named("p"), undated: named(), within: named() };
  expect(worthReading(of).map((c) => c.id)).toEqual(["one", "p", "two"]);
  expect(worthReading(of, 2).map((c) => c.id)).toEqual(["one", "p"]);
});
