import { expect, test } from "vitest";
import { gazette, voice } from "../parts/invented";
import { manner, numberText, relation, sourceName, whenText } from "./claim";
import { foundAs } from "./names";

const when = (other: Partial<NonNullable<Parameters<typeof whenText>[0]>>) => whenText({ edtf: "2031-05", basis: "STATED", bound: "WHOLE", extent: "SOMETIME", ...other });
const number = (other: Partial<Parameters<typeof numberText>[0]>) => numberText({ low: null, best: null, high: null, unit: null, worded: null, ...other });

test("plain saying needs no word, and what is thought of it does", () => {
  expect(manner(voice("Lakes Council"))).toBe("");
  expect(manner(voice("Lakes Council", { mode: "DOCUMENT", stance: "REJECTS" }))).toBe("in writing, rejected");
});

test("a source goes by author and publisher, else title, else key", () => {
  expect(sourceName({ ...gazette, author: "A. Vale" })).toBe("A. Vale, Sandgate Gazette");
  expect(sourceName({ ...gazette, publisher: null })).toBe("The ferry question");
  expect(sourceName({ ...gazette, publisher: null, title: null })).toBe("gazette");
});

test("a time says what of it is dated, how it fills it, and how it is known", () => {
  expect(whenText(null)).toBe("");
  expect(when({})).toBe("May 2031");
  expect(when({ bound: "START", extent: null, basis: "RELATIVE" })).toBe("began May 2031 (told from the date of the text)");
  expect(when({ extent: "THROUGHOUT", basis: "INFERRED" })).toBe("May 2031 (throughout; worked out by the annotator)");
  expect(when({ edtf: null, basis: null, bound: "END", extent: null })).toBe("ended at a time that is not told");
});

test("a number has its bounds, its unit and the source's own word", () => {
  expect(number({ best: 12, low: 10, high: 15, unit: "fighters" })).toBe("12 (10 to 15) fighters");
  expect(number({ low: 24, unit: "boats", worded: "dozens" })).toBe("24 to … boats “dozens”");
  expect(number({ best: 0, worded: "0" })).toBe("0");
  expect(number({ low: 3, high: 3 })).toBe("3");
});

test("a relation reads from the other end by its inverse label, where it has one", () => {
  const raids = { label: "raids", inverseLabel: "raided by", symmetric: false };
  expect([relation(raids, false), relation(raids, true)]).toEqual(["raids", "raided by"]);
  expect(relation({ ...raids, symmetric: true }, true)).toBe("raids");
  expect(relation({ ...raids, inverseLabel: null }, true)).toBe("raids (towards it)");
});

test("the name by which somebody was found is told where it is not the one that is shown", () => {
  const names = [{ text: "Blue Valley" }, { text: "Wādī al-Azraq" }];
  expect(foundAs("wadi", "Blue Valley", names)).toBe("Wādī al-Azraq");
  expect(foundAs("BLUE", "Blue Valley", names)).toBe("");
  expect(foundAs("harbour", "Blue Valley", names)).toBe("");
});
