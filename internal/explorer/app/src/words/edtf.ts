// Dates as sources give them (EDTF, levels 0 and 1) for people and for drawings. Nothing is made more exact than it is: a date is the days
// that it may mean, from the first to the last.

/** Days since 1970-01-01, both ends included; null is an end without limit or unknown. */
export interface Days {
  from: number | null;
  to: number | null;
}

const dayMS = 86_400_000;

/** The days that a date may mean; undefined for a text that is no date. */
export function days(edtf: string): Days | undefined {
  const halves = edtf.split("/");
  if (halves.length > 2) return undefined;
  const first = half(halves[0]!);
  const last = halves.length === 2 ? half(halves[1]!) : first;
  if (!first || !last) return undefined;
  return { from: first.from, to: last.to };
}

function half(text: string): Days | undefined {
  if (text === "" || text === "..") return { from: null, to: null };
  const m = /^(-?\d{4}|-?\d{3}X|-?\d{2}XX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T.*)?[?~%]?$/.exec(text);
  if (!m) return undefined;
  const [, year, month, day] = m as unknown as [string, string, string?, string?];
  const [from, to] = [Number(year.replaceAll("X", "0")), Number(year.replaceAll("X", "9"))];
  if (month === undefined || month === "XX") return { from: dayOf(from, 0, 1), to: dayOf(to + 1, 0, 0) };
  const n = Number(month);
  if (n >= 21 && n <= 24) return season(from, n);
  if (n < 1 || n > 12) return undefined;
  if (day === undefined || day === "XX") return { from: dayOf(from, n - 1, 1), to: dayOf(from, n, 0) };
  const d = dayOf(from, n - 1, Number(day));
  return { from: d, to: d };
}

/** Spring to winter of the northern half; winter begins in December. It is as the program reads them: see docs/model.md. */
function season(year: number, n: number): Days {
  const start = (n - 21) * 3 + 2;
  return { from: dayOf(year, start, 1), to: dayOf(year, start + 3, 0) };
}

function dayOf(year: number, month: number, day: number): number {
  const d = new Date(0);
  d.setUTCFullYear(year, month, day);
  return Math.round(d.getTime() / dayMS);
}

/** A day as ISO 8601 has it. */
export function isoDay(day: number): string {
  return new Date(day * dayMS).toISOString().slice(0, 10);
}

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const seasons = ["spring", "summer", "autumn", "winter"];

/** A date in words: "about May 2031", "2031-05-03 to 2031-05-07", "since 2031". What is not understood stays as it is. */
export function dateText(edtf: string): string {
  const [first, last] = edtf.split("/");
  if (last === undefined) return single(edtf);
  if ((first === ".." || first === "") && (last === ".." || last === "")) return "at a time without known limits";
  if (last === "..") return `since ${single(first!)}`;
  if (first === "..") return `until ${single(last)}`;
  if (last === "") return `from ${single(first!)}, until when is not known`;
  if (first === "") return `until ${single(last)}, since when is not known`;
  return `${single(first!)} to ${single(last)}`;
}

function single(text: string): string {
  const mark = { "~": "about ", "?": "perhaps ", "%": "perhaps about " }[text.at(-1) ?? ""] ?? "";
  const bare = mark === "" ? text : text.slice(0, -1);
  const m = /^(-?\d{4})-(\d\d)$/.exec(bare);
  const n = m ? Number(m[2]) : 0;
  if (m && n >= 1 && n <= 12) return `${mark}${months[n - 1]} ${m[1]}`;
  if (m && n >= 21 && n <= 24) return `${mark}${seasons[n - 21]} ${m[1]}`;
  if (/^\d{3}X$/.test(bare)) return `${mark}the ${bare.slice(0, 3)}0s`;
  return mark + bare.replace(/-XX/g, "");
}
