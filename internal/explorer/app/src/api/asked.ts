// What a page has asked, to show it to whoever wants to ask it by themselves.

/** A question with its variables. */
export interface Asked {
  name: string;
  text: string;
  variables: unknown;
}

/** What the frame of every page asks, and what helps to write: none is what a page is about. */
const aside = new Set(["Found", "Cited", "ServerData", "LookCounts", "LookSources", "LookRelations", "LookEntity", "LookSource", "CompareCoders", "Survey", "CheckFile", "FormTerms", "FormEntity"]);

const most = 12;
let page = "";
let all: Asked[] = [];

/** Notes a question of the page that is shown; of one operation, the last. */
export function note(op: { name: string; text: string }, variables: unknown): void {
  if (aside.has(op.name)) return;
  if (page !== location.pathname) [page, all] = [location.pathname, []];
  all = [...all.filter((a) => a.name !== op.name), { name: op.name, text: op.text, variables }].slice(-most);
}

/** What the page that is shown has asked, the first first. */
export function asked(): Asked[] {
  return page === location.pathname ? all : [];
}
