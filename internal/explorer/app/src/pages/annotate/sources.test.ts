import { expect, test } from "vitest";
import { gazette } from "../../parts/invented";
import { begun, read } from "./file";
import { about } from "./sources";

const source = { ...gazette, published: { edtf: "2031-05", basis: "INFERRED" as const }, language: "en", url: null, reliability: "C" };

test("what is recorded of a source goes into the file that is begun, and what is not known is left out", () => {
  const yaml = begun({ key: "gazette", file: "ferry.txt", sha256: "a".repeat(64), codepoints: 9, about: about(source) });
  const r = read(yaml);
  expect(r.source).toEqual({ key: "gazette", kind: "article", genre: "reporting", title: "The ferry question", publisher: "Sandgate Gazette", language: "en", reliability: "C" });
  expect(r.published).toEqual({ edtf: "2031-05", basis: "inferred" });
});

test("a date that the source states is bare", () => {
  expect(about({ ...source, published: { edtf: "2031-05-04", basis: "STATED" } }).published).toBe("2031-05-04");
  expect(about({ ...source, published: null })).not.toHaveProperty("published");
});
