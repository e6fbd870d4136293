import { expect, test } from "vitest";
import { emptyName, namesOf } from "./names";

test("names are sent without the blanks around them, and without a language where none is given", () => {
  expect(namesOf([{ ...emptyName(), text: " Ferrymen of the Reed " }, { text: "FR", kind: "ACRONYM", language: " en ", ambiguous: true }])).toEqual([
    { text: "Ferrymen of the Reed", kind: "ALIAS", ambiguous: false },
    { text: "FR", kind: "ACRONYM", language: "en", ambiguous: true },
  ]);
});
