import { expect, test } from "vitest";
import { pathsAsked, throughWith } from "./asked";

const of = (params: Record<string, string>) => pathsAsked((name) => params[name] ?? "");

test("without parameters: four hops at most, either way, through actors", () => {
  expect(of({ from: "vale", to: "reed" })).toMatchObject({ from: "vale", to: "reed", maxLength: 4, direction: { direction: "ANY" }, through: ["ACTOR"] });
});

test.each([["0", 4], ["9", 4], ["x", 4], ["2.5", 4], ["8", 8]])("a length of %s is %i hops", (text, hops) => {
  expect(of({ "max-length": text }).maxLength).toBe(hops);
});

test("what may be passed through", () => {
  expect(of({ through: "actor,place" }).through).toEqual(["ACTOR", "PLACE"]);
  expect(of({ through: "anything" }).through).toEqual(["ACTOR", "PLACE", "EVENT"]);
  expect(of({ through: "orchard" }).through).toEqual(["ACTOR"]);
  expect(of({ direction: "IN" }).direction.direction).toBe("IN");
});

test("the address names the classes, unless it is actors alone", () => {
  expect(throughWith(["ACTOR"], "EVENT", true)).toBe("actor,event");
  expect(throughWith(["ACTOR", "EVENT"], "EVENT", false)).toBe("");
  expect(throughWith(["ACTOR", "EVENT"], "ACTOR", false)).toBe("event");
});
