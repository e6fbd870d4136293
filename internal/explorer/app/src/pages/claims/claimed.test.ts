import { expect, test } from "vitest";
import { claimFilter, withoutMeaning } from "./claimed";

const nothing = { entity: "", of: "", dated: "" };

test("without parameters and conditions no claim is left out", () => expect(claimFilter(nothing, undefined)).toBeUndefined());

test("parameters and what conditions mean for claims hold together", () => {
  expect(claimFilter({ entity: "vale", of: "gazette", dated: "false" }, { types: { in: ["raids"] }, contradicted: true })).toEqual({
    involving: ["vale"], sources: ["gazette"], dated: false, types: { in: ["raids"] }, contradicted: true,
  });
});

test("what is in no contradiction is a condition too", () => {
  expect(claimFilter(nothing, { contradicted: false })).toEqual({ contradicted: false });
});

test("a status is of relationships, and is told to mean nothing here", () => {
  expect(claimFilter(nothing, { status: ["DENIED"], sign: ["NEGATIVE"] })).toBeUndefined();
  expect(withoutMeaning({ status: ["denied"], type: ["raids"], sign: [] })).toEqual(["status"]);
});
