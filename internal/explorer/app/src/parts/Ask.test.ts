import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { afterEach, expect, test, vi } from "vitest";
import { ApiError, Unreachable } from "../api/client";
import { Question } from "../api/question.svelte";
import Ask from "./Ask.svelte";

afterEach(cleanup);

const children = createRawSnippet((answer: () => unknown) => ({ render: () => `<p>It says ${String(answer())}.</p>` }));

/** A question in some state. */
function question(state: Partial<Question<unknown>>): Question<unknown> {
  return Object.assign(new Question<unknown>(), state);
}

test("until the answer is there, its room is kept", () => {
  render(Ask, { q: question({ asking: true }), children, lines: 10 });
  const waiting = document.querySelector<HTMLElement>('[aria-busy="true"]')!;
  expect(waiting.style.minHeight).toBe("15rem");
  expect(waiting.textContent).toContain("Asking");
});

test("the last answer stays while the next is asked for, and is told to be the last", () => {
  render(Ask, { q: question({ answer: "yes", asking: true }), children });
  expect(screen.getByText("It says yes.").parentElement!.getAttribute("aria-busy")).toBe("true");
});

test("a refusal is told as the server words it, with ways to what was meant, in place of an answer of before", () => {
  const error = new ApiError([{ message: "no such term: rades", code: "NOT_FOUND", path: [], candidates: ["raids", "rates"] }]);
  render(Ask, { q: question({ answer: "yes", error }), children, instead: (c: string) => `/relationships?type=${c}` });
  expect(screen.getByRole("alert").textContent).toContain("no such term: rades");
  expect(screen.getByText("raids").getAttribute("href")).toBe("/relationships?type=raids");
  expect(screen.queryByText("It says yes.")).toBeNull();
});

test("what is refused of several fields is told once, and what was meant by links alone", () => {
  const fault = { message: 'no such term: rades; did you mean "raids"?', code: "NOT_FOUND", path: [], candidates: ["raids"] };
  render(Ask, { q: question({ error: new ApiError([fault, { ...fault, path: ["stats"] }]) }), children });
  expect(screen.getByRole("alert").textContent!.match(/raids/g)).toHaveLength(1);
});

test("while the server is away, what it said last stays, and it can be asked again", async () => {
  const again = vi.fn();
  render(Ask, { q: question({ answer: "yes", error: new Unreachable(), again }), children });
  expect(screen.getByText("It says yes.")).toBeTruthy();
  await fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(again).toHaveBeenCalledOnce();
});
