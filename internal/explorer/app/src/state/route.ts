// Addresses and pages: which page an address is of, and what the address of a page is. The server answers all of these with the one page
// that loads this, by the same list (routes.json).
import routes from "../../routes.json";

export type PageName = keyof typeof routes;

/** What an address says. */
export interface Place {
  page: PageName | "nowhere";
  /** The parts of the path that name something, decoded. */
  ids: Record<string, string>;
  params: URLSearchParams;
}

interface Route {
  page: PageName;
  parts: string[];
}

const all: Route[] = Object.entries(routes).map(([page, path]) => ({ page: page as PageName, parts: parts(path) }));

function parts(path: string): string[] {
  return path.split("/").filter((p) => p !== "");
}

/** Reads a path and a query. */
export function read(path: string, query: string): Place {
  const params = new URLSearchParams(query);
  const given = parts(path);
  for (const r of all) {
    const ids = match(r.parts, given);
    if (ids) return { page: r.page, ids, params };
  }
  return { page: "nowhere", ids: {}, params };
}

function match(pattern: string[], given: string[]): Record<string, string> | undefined {
  if (pattern.length !== given.length) return undefined;
  const ids: Record<string, string> = {};
  for (const [i, p] of pattern.entries()) {
    if (p.startsWith("{")) ids[p.slice(1, -1)] = decoded(given[i]!);
    else if (p !== given[i]) return undefined;
  }
  return ids;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The path of a page, with the parts of it that name something. */
export function path(page: PageName, ids: Record<string, string> = {}): string {
  return routes[page].replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ""));
}
