import { expect, test } from "vitest";
import { dateText, days, isoDay } from "./edtf";

/** The first and the last day that a date may mean, as ISO 8601 has them. */
function limits(edtf: string): [string | null, string | null] | undefined {
  const d = days(edtf);
  return d && [d.from === null ? null : isoDay(d.from), d.to === null ? null : isoDay(d.to)];
}

test.each([
  ["1970-01-01", "1970-01-01", "1970-01-01"],
  ["2031", "2031-01-01", "2031-12-31"],
  ["2032-02", "2032-02-01", "2032-02-29"],
  ["2031-05-03", "2031-05-03", "2031-05-03"],
  ["2031~", "2031-01-01", "2031-12-31"],
  ["203X", "2030-01-01", "2039-12-31"],
  ["20XX", "2000-01-01", "2099-12-31"],
  ["2031-XX", "2031-01-01", "2031-12-31"],
  ["2031-05-XX", "2031-05-01", "2031-05-31"],
  ["2031-21", "2031-03-01", "2031-05-31"],
  ["2031-24", "2031-12-01", "2032-02-29"],
  ["2031-05/2031-07-02", "2031-05-01", "2031-07-02"],
])("%s may be any day from %s to %s", (edtf, from, to) => expect(limits(edtf)).toEqual([from, to]));

test("an end without limit, or one that is not known, limits nothing", () => {
  expect(limits("2031-05/..")).toEqual(["2031-05-01", null]);
  expect(limits("../2031-05")).toEqual([null, "2031-05-31"]);
  expect(limits("2031-05/")).toEqual(["2031-05-01", null]);
});

test.each(["May 2031", "2031-13", "2031-05/2031-06/2031-07", "31"])("%s is no date", (text) => expect(days(text)).toBeUndefined());

test.each([
  ["2031-05", "May 2031"],
  ["2031-05-03", "2031-05-03"],
  ["2031~", "about 2031"],
  ["2031-05?", "perhaps May 2031"],
  ["2031%", "perhaps about 2031"],
  ["203X", "the 2030s"],
  ["2031-23", "autumn 2031"],
  ["2031-05-XX", "2031-05"],
  ["2031-05-03/2031-05-07", "2031-05-03 to 2031-05-07"],
  ["2031/..", "since 2031"],
  ["../2031-05", "until May 2031"],
  ["2031/", "from 2031, until when is not known"],
  ["/2031", "until 2031, since when is not known"],
  ["../..", "at a time without known limits"],
  ["sometime", "sometime"],
])("%s reads %s", (edtf, words) => expect(dateText(edtf)).toBe(words));
