import { beforeEach, expect, test } from "vitest";
import { Here } from "./here.svelte";
import { StepStack } from "./steps.svelte";

let steps: StepStack;

/** Goes somewhere, as a link or the browser's history does. */
function go(to: string, fromHistory = false) {
  Here.go(to, { replace: true });
  Here.fromHistory = fromHistory;
  steps.at(Here.look);
}

beforeEach(() => {
  sessionStorage.clear();
  steps = new StepStack();
  go("/sources");
});

test("each change is undone and done again, on whatever page one is", () => {
  go("/sources?voice=vale");
  go("/sources?voice=vale&status=denied");
  go("/claims?voice=vale&status=denied");
  steps.undo();
  expect(location.pathname + location.search).toBe("/claims?voice=vale");
  steps.undo();
  expect(location.pathname + location.search).toBe("/claims");
  expect(steps.canUndo).toBe(false);
  steps.redo();
  steps.redo();
  expect(location.search).toBe("?voice=vale&status=denied");
  expect(steps.canRedo).toBe(false);
});

test("a new change after an undo has nothing to do again", () => {
  go("/sources?voice=vale");
  steps.undo();
  go("/sources?voice=reed");
  expect(steps.canRedo).toBe(false);
  steps.undo();
  expect(location.search).toBe("");
});

test("the back button is an undo, the forward button does again", () => {
  go("/sources?voice=vale");
  go("/sources", true);
  expect([steps.canUndo, steps.canRedo]).toEqual([false, true]);
  go("/sources?voice=vale", true);
  expect([steps.canUndo, steps.canRedo]).toEqual([true, false]);
});

test("taking a condition away by a link is a step like any other", () => {
  go("/sources?voice=vale");
  go("/sources");
  steps.undo();
  expect(location.search).toBe("?voice=vale");
});

test("steps survive a page that is loaded anew", () => {
  go("/sources?voice=vale");
  steps = new StepStack();
  steps.at(Here.look);
  expect(steps.canUndo).toBe(true);
  steps.undo();
  expect(location.search).toBe("");
});

test("what was kept and can't be read is forgotten", () => {
  sessionStorage.setItem("dyad-steps", "{");
  expect(new StepStack().canUndo).toBe(false);
});
