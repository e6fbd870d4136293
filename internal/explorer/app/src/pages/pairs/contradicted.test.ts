import { expect, test } from "vitest";
import { entity } from "../../parts/timeline/invented";
import { pairs } from "./contradicted";

const claim = (from: string, to?: string) => ({ from: entity(from), to: to ? entity(to) : null });
const of = (id: string, rule: "POLARITY" | "DATE", ...sides: Array<Array<ReturnType<typeof claim>>>) => ({ id, rule, sides: sides.map((claims) => ({ claims })) });

test("a contradiction counts once for a pair, whichever way its claims lead", () => {
  const found = pairs([of("1", "POLARITY", [claim("Reed Company", "Blue Valley")], [claim("Blue Valley", "Reed Company"), claim("Reed Company", "Blue Valley")])]);
  expect(found.map((p) => [p.a.name, p.b.name, p.contradictions])).toEqual([["Blue Valley", "Reed Company", 1]]);
});

test("who has most comes first, then by name, with how many by which rule", () => {
  const found = pairs([
    of("1", "POLARITY", [claim("Red Harbour", "Orchard Brigade")], [claim("Red Harbour", "Reed Company")]),
    of("2", "DATE", [claim("Red Harbour", "Reed Company")], [claim("Red Harbour", "Reed Company")]),
  ]);
  expect(found.map((p) => [p.b.name, p.rules])).toEqual([["Reed Company", [["POLARITY", 1], ["DATE", 1]]], ["Red Harbour", [["POLARITY", 1]]]]);
});

test("what is said of one alone, or of itself, is no pair", () => {
  expect(pairs([of("1", "DATE", [claim("Ferry Talks")], [claim("Blue Valley", "Blue Valley")])])).toEqual([]);
});
