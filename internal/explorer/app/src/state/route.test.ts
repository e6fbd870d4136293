import { expect, test } from "vitest";
import { path, read } from "./route";

test.each([
  ["/", "home", {}],
  ["/entity/orchard-brigade", "entity", { key: "orchard-brigade" }],
  ["/entity/orchard-brigade/", "entity", { key: "orchard-brigade" }],
  ["/dyad", "pairs", {}],
  ["/dyad/blue-valley/red-harbour", "dyad", { a: "blue-valley", b: "red-harbour" }],
  ["/entity/a%2Fb%20%C3%BC", "entity", { key: "a/b ü" }],
  ["/entity/%E0%A4%A", "entity", { key: "%E0%A4%A" }],
  ["/dyad/blue-valley", "nowhere", {}],
  ["/orchard", "nowhere", {}],
  ["/entity", "nowhere", {}],
])("%s is of the page %s", (at, page, ids) => {
  expect(read(at, "?voice=SELF")).toMatchObject({ page, ids });
});

test("a path is read as what it was written of, whatever the key", () => {
  for (const key of ["reed-company", "a/b", "100%", "ü?&#", "نهر"]) expect(read(path("entity", { key }), "").ids).toEqual({ key });
});
