import { expect, test } from "vitest";
import cases from "../../../../conditions/testdata/cases.json";
import { conditions, filterOf, given, join, misread, split, viewOf, written } from "./conditions";

test.each(cases.become)("what the address gives becomes view and filter: $name", ({ query, given: values, view, filter }) => {
  expect(given(new URLSearchParams(query))).toEqual(values);
  expect(viewOf(values as never) ?? null).toEqual(view);
  expect(filterOf(values as never) ?? null).toEqual(filter);
});

test.each(cases.become)("what is written is read again: $name", ({ given: values }) => {
  expect(given(new URLSearchParams(new URLSearchParams(written(values as never)).toString()))).toEqual(values);
});

test.each(cases.refused)("$query is told to be misread, and is no condition", ({ query, name, value }) => {
  const params = new URLSearchParams(query);
  expect(misread(params)).toEqual([{ name, value }]);
  expect((given(params)[name] ?? []).includes(value)).toBe(false);
});

test.each(cases.lists)("a list is written one way, and read back: $text", ({ text, values }) => {
  expect(join(values)).toBe(text);
  expect(split(text)).toEqual(values);
});

test("whatever a list is made of comes apart again", () => {
  const pieces = ["a", ",", '"', " ", "\n", "ü", "label:", "\r"];
  for (let n = 0; n < pieces.length ** 3; n++) {
    const word = pieces[n % 8]! + pieces[Math.floor(n / 8) % 8]! + pieces[Math.floor(n / 64) % 8]!;
    expect(split(join([word, "b", word]))).toEqual([word, "b", word]);
  }
});

test("every condition is of a view or of a filter, and is named once", () => {
  expect(new Set(conditions.map((c) => c.name)).size).toBe(conditions.length);
  expect(conditions.filter((c) => c.of === "filter").map((c) => c.name)).toEqual(["type", "status", "sign", "min-origins", "contradicted"]);
});
