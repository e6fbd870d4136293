import { beforeEach, expect, test } from "vitest";
import { Here } from "./here.svelte";

beforeEach(() => Here.go("/paths?from=vale&to=reed&voice=lakes-council&status=contested", { replace: true }));

test("a link keeps the conditions and takes the parameters of its own page", () => {
  expect(Here.link("entity", { key: "blue valley" })).toBe("/entity/blue%20valley?voice=lakes-council&status=contested");
  expect(Here.link("graph", {}, { around: "vale,reed", depth: "" })).toBe("/graph?around=vale%2Creed&voice=lakes-council&status=contested");
  expect(Here.link("home", {}, {}, { voice: [], status: [] })).toBe("/");
});

test("other conditions keep the parameters of the page, an empty list takes one away", () => {
  expect(Here.under({ voice: [] })).toBe("/paths?from=vale&to=reed&status=contested");
  expect(Here.under({ "without-source": ["a", "b"] })).toBe("/paths?from=vale&to=reed&without-source=a%2Cb&voice=lakes-council&status=contested");
  expect(Here.unconditional()).toBe("/paths?from=vale&to=reed");
  expect(Here.looking("sign=negative")).toBe("/paths?from=vale&to=reed&sign=negative");
});

test("other parameters keep the conditions, an empty one goes", () => {
  expect(Here.here({ to: "", "max-length": "3" })).toBe("/paths?from=vale&max-length=3&voice=lakes-council&status=contested");
});

test("what a condition does not take is told, and stands in no link", () => {
  Here.go("/?sign=plus&voice=vale", { replace: true });
  expect(Here.misread).toEqual([{ name: "sign", value: "plus" }]);
  expect(Here.link("sources")).toBe("/sources?voice=vale");
});
