import { expect, test } from "vitest";
import { relationship } from "../../parts/invented";
import { citations } from "./citations";

const read = (address: string) => Object.fromEntries(new URLSearchParams(address.slice("/export/bibtex?".length)));

test("the claims of a relationship are those of its ends, type and way, under the view of now but not under its filter", () => {
  const asked = read(citations(relationship("Reed Company", "raids", "Red Harbour"), { source: ["gazette"], type: ["fights"] }));
  expect(JSON.parse(asked["filter"]!)).toEqual({ types: { in: ["raids"], narrower: false }, from: { entities: ["reed-company"] }, to: { entities: ["red-harbour"] } });
  expect(asked["dyad"]).toBe("reed-company,red-harbour");
  expect([asked["source"], asked["type"]]).toEqual(["gazette", undefined]);
});

test("what is said of an event alone, or of somebody and themselves, is around it", () => {
  expect(read(citations(relationship("Sandgate fire", "happened", null), {}))).toMatchObject({ around: "sandgate-fire", depth: "0" });
  expect(read(citations(relationship("Reed Company", "criticizes", "Reed Company"), {}))).toMatchObject({ around: "reed-company", depth: "0" });
});
