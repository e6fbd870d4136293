import { expect, test } from "vitest";
import { exportOf, selected, selection } from "./taken";

const of = (params: Record<string, string>) => (name: string) => params[name] ?? "";

test("each page hands over what it shows", () => {
  expect(selection("entity", of({ key: "vale" }), of({}))).toEqual([["around", "vale"], ["depth", "1"]]);
  expect(selection("entity", of({ key: "vale" }), of({}), "3")).toEqual([["around", "vale"], ["depth", "3"]]);
  expect(selection("graph", of({}), of({ around: "vale,reed", depth: "2" }))).toEqual([["around", "vale,reed"], ["depth", "2"]]);
  expect(selection("dyad", of({ a: "vale", b: "reed" }), of({}))).toEqual([["dyad", "vale,reed"]]);
  expect(selection("paths", of({}), of({ from: "vale", to: "reed" }))).toEqual([["between", "vale,reed"], ["max-length", "4"]]);
  expect(selection("paths", of({}), of({ from: "vale" }))).toEqual([]);
  expect(selection("source", of({ key: "sandgate, june" }), of({}))).toEqual([["source", '"sandgate, june"']]);
  expect(selection("home", of({}), of({ around: "vale" }))).toEqual([]);
});

test("what is handed over is told", () => {
  expect(selected([])).toBe("everything that the conditions show");
  expect(selected([["around", "vale,reed"], ["depth", "1"]])).toBe("what lies around vale, reed, 1 hop away at most");
  expect(selected([["between", "vale,reed"], ["max-length", "4"]])).toBe("what is on paths between vale and reed, of 4 hops at most");
});

test("an export has the selection and the conditions, and JSON Lines neither", () => {
  expect(exportOf("csv", [["dyad", "vale,reed"]], "voice=SELF&status=contested")).toBe("/export/csv?dyad=vale%2Creed&voice=SELF&status=contested");
  expect(exportOf("csv", [], "")).toBe("/export/csv");
  expect(exportOf("jsonl", [["dyad", "vale,reed"]], "voice=SELF", { table: "claims" })).toBe("/export/jsonl");
  expect(exportOf("jsonl/manifest", [["dyad", "vale,reed"]], "voice=SELF")).toBe("/export/jsonl/manifest");
});

test("a table and options are added, and none that is empty", () => {
  expect(exportOf("parquet", [], "sign=negative", { table: "claims", period: "" })).toBe("/export/parquet?sign=negative&table=claims");
});

test("what a page is of goes before a condition of that name", () => {
  expect(exportOf("csv", [["source", "sandgate"]], "source=other&voice=SELF")).toBe("/export/csv?source=sandgate&voice=SELF");
});
