// A server for tests: answers of the API by the name of the operation, and what was asked.
import { vi } from "vitest";
import { forget } from "../api/client";

export interface Asked {
  name: string;
  variables: Record<string, unknown>;
}

type Answer = unknown | ((variables: Record<string, unknown>) => unknown | Promise<unknown>);

/** Answers requests to the API with the data of their operation; an Error is answered as the API refuses. Returns what was asked, as it grows. */
export function serve(answers: Record<string, Answer>): Asked[] {
  const asked: Asked[] = [];
  forget();
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    const { operationName: name, variables } = JSON.parse(String(init.body)) as { operationName: string; variables: Record<string, unknown> };
    asked.push({ name, variables });
    const given = answers[name];
    const answer = typeof given === "function" ? await (given as (v: Record<string, unknown>) => unknown)(variables) : given;
    const body = answer instanceof Refusal ? { errors: [{ message: answer.message, extensions: { code: answer.code, candidates: answer.candidates } }] } : { data: answer };
    return new Response(JSON.stringify(body));
  });
  return asked;
}

/** What the API refuses a request with. */
export class Refusal {
  constructor(readonly message: string, readonly code = "BAD_USER_INPUT", readonly candidates: string[] = []) {}
}
