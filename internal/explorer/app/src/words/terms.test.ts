import { expect, test } from "vitest";
import { withNarrower } from "./terms";

const terms = [{ term: "helps", broader: null }, { term: "feeds", broader: "helps" }, { term: "feeds_fish_to", broader: "feeds" }];

test("what is of a narrower term counts for each wider one, also where nothing is of that one alone", () => {
  const counts = [{ type: { term: "helps" }, count: 3 }, { type: { term: "feeds_fish_to" }, count: 2 }, { type: { term: "x:ferries" }, count: 1 }];
  expect([...withNarrower(counts, terms)].sort()).toEqual([["feeds", 2], ["feeds_fish_to", 2], ["helps", 5], ["x:ferries", 1]]);
});

test("terms that name each other as wider end somewhere", () => {
  const round = [{ term: "a", broader: "b" }, { term: "b", broader: "a" }];
  expect([...withNarrower([{ type: { term: "a" }, count: 1 }], round)].sort()).toEqual([["a", 1], ["b", 1]]);
});
