// Asks the server, and says what went wrong as the server words it.
import { note } from "./asked";
import type { Operation } from "./operations";
import { Reach } from "./reach.svelte";

/** What is wrong with a request, as the API tells it. */
export interface Fault {
  message: string;
  code: string;
  /** Where in the request it lies, from the outside in. */
  path: Array<string | number>;
  /** What may have been meant, the best first. */
  candidates: string[];
}

/** A request that the server refused, or answered in part only. */
export class ApiError extends Error {
  constructor(readonly faults: Fault[]) {
    super(faults.map((f) => f.message).join("\n"));
    this.name = "ApiError";
  }

  /** The code of the first fault. */
  get code(): string {
    return this.faults[0]?.code ?? "INTERNAL";
  }
}

/** Nothing answered at all. */
export class Unreachable extends Error {
  constructor() {
    super("The server does not answer. It may have been stopped; this page goes on as soon as it is back.");
    this.name = "Unreachable";
  }
}

export interface AskOptions {
  signal?: AbortSignal;
  /** Of a curator, for what changes something. */
  token?: string;
  /** It is only tried: what was answered before stays true. */
  tried?: boolean;
  /** Ask again, even if the answer is at hand. */
  fresh?: boolean;
  /** Keep nothing of it: what is asked is long, and soon asked otherwise. */
  apart?: boolean;
}

/** Most answers that are kept, for the way back. */
const most = 60;
const kept = new Map<string, unknown>();
let forgotten = 0;

/** Forgets all answers: the data has changed. */
export function forget(): void {
  forgotten++;
  kept.clear();
}

/** How often answers have been forgotten. */
export function forgettings(): number {
  return forgotten;
}

/** Asks one operation. Rejects with an ApiError, an Unreachable or an AbortError. */
export async function ask<Answer, Variables>(op: Operation<Answer, Variables>, variables: Variables, options: AskOptions = {}): Promise<Answer> {
  const key = options.apart ? "" : `${op.name} ${JSON.stringify(variables)}`;
  const reads = op.text.startsWith("query") || op.text.startsWith("{");
  if (reads) note(op, variables);
  if (reads && !options.fresh && kept.has(key)) return kept.get(key) as Answer;
  const answer = await post<Answer>({ query: op.text, operationName: op.name, variables }, options);
  if (!reads && !options.tried) forget();
  else if (reads && !options.apart) keep(key, answer);
  return answer;
}

function keep(key: string, answer: unknown): void {
  kept.delete(key);
  kept.set(key, answer);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(oldest);
  }
}

interface Body<Answer> {
  data?: Answer | null;
  errors?: Array<{ message: string; path?: Array<string | number>; extensions?: { code?: string; candidates?: string[] } }>;
}

async function post<Answer>(request: unknown, options: AskOptions): Promise<Answer> {
  const headers: Record<string, string> = { "Content-Type": "application/json", Accept: "application/graphql-response+json, application/json" };
  if (options.token) headers["Authorization"] = `Bearer ${options.token}`;
  let response: Response;
  try {
    response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify(request), signal: options.signal });
  } catch (e) {
    if (options.signal?.aborted) throw e;
    Reach.lost();
    throw new Unreachable();
  }
  Reach.found();
  const body = await read<Answer>(response);
  if (body.errors && body.errors.length > 0) throw new ApiError(body.errors.map(fault));
  if (body.data === undefined || body.data === null) throw new ApiError([fault({ message: `The server answered ${response.status} without data.` })]);
  return body.data;
}

async function read<Answer>(response: Response): Promise<Body<Answer>> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Body<Answer>;
  } catch {
    return { errors: [{ message: text.trim() || `The server answered ${response.status}.` }] };
  }
}

function fault(e: NonNullable<Body<unknown>["errors"]>[number]): Fault {
  return { message: e.message, code: e.extensions?.code ?? "INTERNAL", path: e.path ?? [], candidates: e.extensions?.candidates ?? [] };
}
