import { beforeEach, expect, test, vi } from "vitest";
import { Keys } from "./keys.svelte";

const did = vi.fn();
let end = () => {};

beforeEach(() => {
  end();
  did.mockClear();
  document.body.innerHTML = "<main></main><input><select></select>";
  end = Keys.offer(["v", "g h", "?", "Ctrl+Z"].map((keys) => ({ keys, does: keys, run: () => did(keys) })));
});

function press(key: string, more: KeyboardEventInit = {}, at: Element = document.body) {
  const e = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  at.addEventListener("keydown", (x) => Keys.press(x as KeyboardEvent), { once: true });
  at.dispatchEvent(e);
  return e.defaultPrevented;
}

test("a key, two one after the other, and one with Ctrl", () => {
  press("v");
  press("g");
  press("h");
  press("z", { ctrlKey: true });
  press("z", { metaKey: true });
  expect(did.mock.calls.flat()).toEqual(["v", "g h", "Ctrl+Z", "Ctrl+Z"]);
});

test("a second key that leads nowhere does nothing", () => {
  press("g");
  press("v");
  expect(did).not.toHaveBeenCalled();
  press("v");
  expect(did).toHaveBeenCalledOnce();
});

test("nothing is done while somebody writes or chooses, or in a dialog", () => {
  press("v", {}, document.querySelector("input")!);
  press("v", {}, document.querySelector("select")!);
  press("z", { ctrlKey: true }, document.querySelector("input")!);
  document.body.insertAdjacentHTML("beforeend", "<dialog open></dialog>");
  press("v");
  press("v", { altKey: true });
  expect(did).not.toHaveBeenCalled();
});

test("letters can be switched off, Ctrl stays", () => {
  Keys.toggle();
  expect(press("v")).toBe(false);
  press("z", { ctrlKey: true });
  expect(did.mock.calls.flat()).toEqual(["Ctrl+Z"]);
  expect(localStorage.getItem("dyad-keys")).toBe("off");
  Keys.toggle();
});
