import { expect, test } from "vitest";
import { Letters } from "../../words/codepoints";
import { placesOf, Reading, trimmed } from "./reading";
import { slug } from "./slug";

const reading = (text: string) => new Reading(new Letters(text));

test("words and sentences are code points, whatever they are made of", () => {
  const r = reading("\ufeff🕊 Red Harbour.\r\nقال no. Yes.");
  const words = r.words.map((w) => r.letters.slice(w.start, w.end));
  expect(words).toEqual(["Red", "Harbour", "قال", "no", "Yes"]);
  expect(r.words[0]).toEqual({ start: 3, end: 6 });
  expect(r.sentences.map((s) => r.letters.slice(s.start, s.end)).at(-1)).toBe("Yes.");
});

test("the keyboard goes to words and sentences, and stays within the text", () => {
  const r = reading("One two. Three four. Five.");
  expect([r.wordAt(0), r.wordAt(4), r.wordAt(8), r.wordAt(999)]).toEqual([0, 1, 2, 4]);
  expect([r.inSentence(0, 1), r.inSentence(3, -1), r.inSentence(4, 1), r.inSentence(0, -1)]).toEqual([2, 0, 4, 0]);
  expect(reading("… !").wordAt(0)).toBe(-1);
});

test("words are found where they stand, also with some left out between", () => {
  const letters = new Letters("🕊 the boat, the boat and the pier");
  expect(placesOf(letters, "the boat")).toEqual([{ start: 2, end: 10 }, { start: 12, end: 20 }]);
  expect(placesOf(letters, " boat … pier ")).toEqual([{ start: 6, end: 33 }, { start: 16, end: 33 }]);
  expect([placesOf(letters, "canoe"), placesOf(letters, " "), placesOf(letters, "pier … boat")]).toEqual([[], [], []]);
});

test("a language that is none is read as English", () => {
  expect(new Reading(new Letters("Two words."), "no such tag").words).toHaveLength(2);
});

test("a selection has no spaces at its ends", () => {
  const letters = new Letters(" 🕊 dove \n");
  expect(trimmed(letters, { start: 0, end: 9 })).toEqual({ start: 1, end: 7 });
  expect(trimmed(letters, { start: 7, end: 9 })).toEqual({ start: 9, end: 9 });
});

test("a key is made of a name in Latin script", () => {
  expect([slug("The Lakes' Council"), slug("Région Ñ 4"), slug("وادي"), slug("-- a --")]).toEqual(["the-lakes-council", "region-n-4", "", "a"]);
});
