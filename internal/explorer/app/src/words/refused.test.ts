import { expect, test } from "vitest";
import { place, unguessed } from "./refused";

test("a message is told without what may have been meant", () => {
  expect(unguessed('orchad: no entity has this key; did you mean "orchard" or "orchard-brigade"?')).toBe("orchad: no entity has this key");
  expect(unguessed("a change needs its reason")).toBe("a change needs its reason");
});

test("a place is told as people count", () => {
  expect(place(["input", "voices", "0", "entity"])).toBe("voices 1 entity");
  expect(place(["names", "11", "text"])).toBe("names 12 text");
  expect(place(["expectedRevision"])).toBe("");
  expect(place([])).toBe("");
});
