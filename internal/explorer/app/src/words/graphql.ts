// A question as people read it, and as they ask it from elsewhere.
import type { Asked } from "../api/asked";

const token = /"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|\.\.\.|[A-Za-z_]\w*|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}()[\]:=!|&$@]/g;

/** GraphQL without needless spaces, laid out: a field a line. */
export function laidOut(text: string): string {
  const lines = new Layout();
  for (const t of text.match(token) ?? []) lines.add(t);
  return lines.text.trim();
}

class Layout {
  text = "";
  #depth = 0; // of selections
  #inside = 0; // of arguments
  #before = "";

  add(t: string): void {
    if (this.#inside > 0 || t === "(") this.#argument(t);
    else this.#selection(t);
    this.#before = t;
  }

  #argument(t: string): void {
    if (t === "(" || t === "[") this.#inside++;
    if (t === ")" || t === "]") this.#inside--;
    const begins = /^["$\w[{-]/.test(t);
    const ended = /["\w!\]}]$/.test(this.#before) && t !== "(";
    if (begins && ended) this.text += ", ";
    this.text += { ":": ": ", "=": " = " }[t] ?? t;
  }

  #selection(t: string): void {
    if (t === "}") this.#depth--;
    if (t === "{") this.text += this.#before === "" ? "{" : " {";
    else if (t === ":") this.text += ": ";
    else if (this.#joins(t)) this.text += t;
    else if (this.#spaced(t)) this.text += ` ${t}`;
    else this.text += `${this.#depth === 0 && t !== "}" ? "\n\n" : `\n${"  ".repeat(this.#depth)}`}${t}`;
    if (t === "{") this.#depth++;
  }

  /** Whether it stands right after what is before it. */
  #joins(t: string): boolean {
    return this.#before === ":" || this.#before === "@" || (this.#before === "..." && t !== "on") || (this.#before === "" && t !== "{");
  }

  /** Whether it goes on in the line: "query Name", "fragment Name on Type", "... on Type", a directive. */
  #spaced(t: string): boolean {
    if (t === "@") return true;
    if (this.#before === "on" && this.text.endsWith(" on")) return true;
    if (t === "on" && (this.#before === "..." || this.#depth === 0)) return true;
    return this.#depth === 0 && t !== "}" && ["query", "mutation", "fragment"].includes(this.#before);
  }
}

/** A line for a shell. */
export function curl(base: string, a: Asked): string {
  return `curl -s ${base}/graphql -H 'Content-Type: application/json' -d ${quoted(JSON.stringify({ query: a.text, variables: a.variables }))}`;
}

/** A text for a shell that takes nothing in it for its own. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A line for a notebook. */
export function python(base: string, a: Asked): string {
  return `from dyad import Dyad\n\nd = Dyad(${literal(base)})\nd.query("""\n${laidOut(a.text)}\n""", ${literal(a.variables)})`;
}

/** A value of JSON as Python writes it. */
function literal(v: unknown): string {
  if (v === null || v === undefined) return "None";
  if (typeof v === "boolean") return v ? "True" : "False";
  if (Array.isArray(v)) return `[${v.map(literal).join(", ")}]`;
  if (typeof v === "object") return `{${Object.entries(v).filter(([, x]) => x !== undefined).map(([k, x]) => `${literal(k)}: ${literal(x)}`).join(", ")}}`;
  return JSON.stringify(v);
}

/** The address of GraphiQL with the question in it, behind the mark that is not sent to a server. */
export function graphiql(a: Asked): string {
  return `/graphiql#${new URLSearchParams({ query: laidOut(a.text), variables: JSON.stringify(a.variables, null, 2) })}`;
}
