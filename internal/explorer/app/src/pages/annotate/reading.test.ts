import { expect, test } from "vitest";
import { Letters } from "../../words/codepoints";
import { placesOf, Reading, trimmed } from "./reading";

const words = (text: string, language?: string) => {
  const letters = new Letters(text);
  return new Reading(letters, language).words.map((w) => letters.slice(w.start, w.end));
};

test("words are counted in code points, beyond emoji, marks of byte order and both letters of a line end", () => {
  const letters = new Letters("\ufeff🌾 One ferry.\r\n🌾🌾 Two.");
  const { words } = new Reading(letters);
  // The mark is 0, the ear 1, a space 2; One 3 to 6, ferry 7 to 12, the stop 12, the line end 13 and 14, two ears, a space, Two 18 to 21.
  expect(words).toEqual([{ start: 3, end: 6 }, { start: 7, end: 12 }, { start: 18, end: 21 }]);
});

test("Arabic is taken apart at its words", () => {
  expect(words("لواء البستان 🌾 هنا.", "ar")).toEqual(["لواء", "البستان", "هنا"]);
});

test("a language that is none is read as English", () => expect(words("Two words.", "no such tag")).toEqual(["Two", "words"]));

test("sentences are gone through by their first words", () => {
  const r = new Reading(new Letters("One ferry sails. It is late. Nobody waits."));
  expect([r.inSentence(1, 1), r.inSentence(3, 1), r.inSentence(6, 5), r.inSentence(7, -1), r.inSentence(0, -1)]).toEqual([3, 6, 6, 3, 0]);
  expect([r.wordAt(0), r.wordAt(3), r.wordAt(999)]).toEqual([0, 1, 7]);
});

test("a text without words has none to go to", () => {
  const r = new Reading(new Letters("🌾 …"));
  expect([r.words.length, r.wordAt(0), r.inSentence(-1, 1)]).toEqual([0, -1, -1]);
});

test("words are found where they stand, in code points", () => {
  const letters = new Letters("🌾 The ferry, the ferry: 🌾 late.");
  expect(placesOf(letters, "ferry")).toEqual([{ start: 6, end: 11 }, { start: 17, end: 22 }]);
  expect(placesOf(letters, " ferry … late ")).toEqual([{ start: 6, end: 30 }, { start: 17, end: 30 }]);
  expect([placesOf(letters, "boat"), placesOf(letters, "late … ferry"), placesOf(letters, " ")]).toEqual([[], [], []]);
});

test("a span loses the spaces at its ends", () => {
  const letters = new Letters("🌾  ferry \r\n");
  expect(trimmed(letters, { start: 1, end: 11 })).toEqual({ start: 3, end: 8 });
  expect(trimmed(letters, { start: 8, end: 11 })).toMatchObject({ start: 11, end: 11 });
});
