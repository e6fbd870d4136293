import { expect, test } from "vitest";
import { languageText, reliabilityText, webAddress } from "./source";

test("only addresses of the web are linked to", () => {
  expect(webAddress("https://sandgate.example/ferry?p=1")).toBe("https://sandgate.example/ferry?p=1");
  expect(webAddress("http://sandgate.example")).toBe("http://sandgate.example/");
  for (const url of ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "file:///etc/hosts", "sandgate.example/ferry", "//sandgate.example", "", null]) {
    expect(webAddress(url), String(url)).toBeUndefined();
  }
});

test("languages are named where they are known", () => {
  expect(languageText("ur")).toBe("Urdu (ur)");
  expect(languageText("en-GB")).toBe("British English (en-GB)");
  expect(languageText("not a tag")).toBe("not a tag");
  expect(languageText(null)).toBe("");
});

test("a reliability is told in words, and so is that nobody judged it", () => {
  expect(reliabilityText("A")).toBe("A, completely reliable");
  expect(reliabilityText("F")).toBe("F, can't be judged");
  expect(reliabilityText(null)).toBe("not judged");
});
