import { expect, test } from "vitest";
import { anew } from "./anew";

test("what was typed stays, and the rest is as somebody else has made it", () => {
  const before = { gist: "A raid.", modality: "ALLEGED", voices: ["blue-valley"], edtf: "2031-05" };
  const typed = { ...before, modality: "ASSERTED", voices: ["blue-valley", "lakes-council"] };
  const now = { ...before, gist: "A raid by night.", voices: ["red-harbour"] };
  expect(anew(before, typed, now)).toEqual({ gist: "A raid by night.", modality: "ASSERTED", voices: ["blue-valley", "lakes-council"], edtf: "2031-05" });
});

test("what was typed and taken back again is not typed", () => {
  expect(anew({ gist: "A raid." }, { gist: "A raid." }, { gist: "Two raids." })).toEqual({ gist: "Two raids." });
});
