import { expect, test } from "vitest";
import { filterOf, narrowed } from "./narrowed";

const of = (query: string) => {
  const params = new URLSearchParams(query);
  return narrowed((name) => params.get(name) ?? "");
};

test("nothing in the address narrows nothing", () => expect(filterOf(of(""))).toBeUndefined());

test("each parameter becomes its condition", () => {
  expect(filterOf(of("rule=polarity&overlap=possible&between=voices&involving=reed-company&judged=no&inferred=yes&reconciled=no"), ["attacks"])).toEqual({
    rules: ["POLARITY"], overlap: ["POSSIBLE"], between: ["VOICES"], involving: ["reed-company"], types: { in: ["attacks"] }, judged: false, basedOnInference: true, reconciled: false,
  });
});

test("what is no word of a parameter is none", () => expect(filterOf(of("rule=gossip&judged=perhaps&overlap="))).toBeUndefined());
