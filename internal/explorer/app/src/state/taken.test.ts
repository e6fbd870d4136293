import { expect, test } from "vitest";
import { exportOf, selection } from "./taken";

const of = (params: Record<string, string>) => (name: string) => params[name] ?? "";

test("each page hands over what it shows", () => {
  expect(selection("entity", of({ key: "vale" }), of({}))).toEqual([["around", "vale"], ["depth", "1"]]);
  expect(selection("graph", of({}), of({ around: "vale,reed", depth: "2" }))).toEqual([["around", "vale,reed"], ["depth", "2"]]);
  expect(selection("dyad", of({ a: "vale", b: "reed" }), of({}))).toEqual([["dyad", "vale,reed"]]);
  expect(selection("paths", of({}), of({ from: "vale", to: "reed" }))).toEqual([["between", "vale,reed"], ["max-length", "4"]]);
  expect(selection("paths", of({}), of({ from: "vale" }))).toEqual([]);
  expect(selection("home", of({}), of({ around: "vale" }))).toEqual([]);
});

test("an export has the selection and the conditions, and JSON Lines neither", () => {
  expect(exportOf("csv", [["dyad", "vale,reed"]], "voice=SELF&status=contested")).toBe("/export/csv?dyad=vale%2Creed&voice=SELF&status=contested");
  expect(exportOf("csv", [], "")).toBe("/export/csv");
  expect(exportOf("jsonl", [["dyad", "vale,reed"]], "voice=SELF")).toBe("/export/jsonl");
});
