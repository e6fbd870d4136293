import { expect, test } from "vitest";
import { Places } from "./where";

const places = new Places(`dyad: 1
source:
  key: 🌾
mentions:
  red-harbour: {🌾 Harbour: [0-11, 40-51]}
claims:
  # 1
  - claim: red-harbour shelters orchard-brigade
    when: {edtf: 2031-13}
  - at: [0-3, 9-12]
    gist: It says no.
`);

test("a place is told by what leads to it", () => {
  expect(places.path(1, 1)).toEqual(["dyad"]);
  expect(places.path(3, 8)).toEqual(["source", "key"]);
  expect(places.path(8, 5)).toEqual(["claims", 0, "claim"]);
  expect(places.path(9, 18)).toEqual(["claims", 0, "when", "edtf"]);
  expect(places.path(10, 15)).toEqual(["claims", 1, "at", 1]);
  expect(places.path(11, 5)).toEqual(["claims", 1, "gist"]);
});

test("columns are code points", () => {
  // Two spaces, red-harbour to 13, ": {" to 16, the ear, a space, Harbour to 25, ": [" to 28, 0-11 to 32, ", " to 34.
  expect(places.path(5, 35)).toEqual(["mentions", "red-harbour", "🌾 Harbour", 1]);
  expect(places.path(5, 34)).toEqual(["mentions", "red-harbour", "🌾 Harbour", 0]);
  expect(places.path(5, 28)).toEqual(["mentions", "red-harbour", "🌾 Harbour"]);
});

test("what is no place of the file leads nowhere", () => {
  expect(places.path(99, 1)).toEqual([]);
  expect(new Places("").path(1, 1)).toEqual([]);
});
