import { expect, test } from "vitest";
import { claim } from "../../parts/invented";
import { before, changed } from "./forms";

test("right before a moment is a nanosecond earlier, whatever its fraction", () => {
  expect(before("2031-06-04T09:00:00.5Z")).toBe("2031-06-04T09:00:00.499999999Z");
  expect(before("2031-06-04T09:00:00.000000001Z")).toBe("2031-06-04T09:00:00.000000000Z");
  expect(before("2031-06-04T09:00:00Z")).toBe("2031-06-04T08:59:59.999999999Z");
  expect(before("2031-01-01T02:00:00+02:00")).toBe("2030-12-31T23:59:59.999999999Z");
});

test("what a correction changed is named, and nothing else", () => {
  const form = claim("Orchard Brigade", "raids", "Blue Valley");
  expect(changed(form, { ...form, revision: 2 })).toEqual([]);
  expect(changed(form, { ...form, modality: "ALLEGED", gist: "Perhaps it raided." })).toEqual(["how surely", "the gist"]);
});
