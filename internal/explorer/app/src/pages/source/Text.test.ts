import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Here } from "../../state/here.svelte";
import { Letters } from "../../words/codepoints";
import { segments } from "./segments";
import Text from "./Text.svelte";

// Code points: the ear of grain is one, so "Orchard Brigade" is from 2 to 17, "Orchard Brigade fired" to 23, "fired on a post" from 18 to 33.
const text = "🌾 Orchard Brigade fired on a post.";
const pieces = segments(34, [
  { kind: "mention", id: "0", start: 2, end: 17 },
  { kind: "claim", id: "c1", start: 2, end: 23 },
  { kind: "claim", id: "c2", start: 18, end: 33 },
]);
const props = { letters: new Letters(text), pieces, language: "en", chosen: "", at: undefined, names: () => "Orchard Brigade" };

beforeEach(() => {
  Element.prototype.scrollIntoView = () => {};
  history.replaceState({}, "", "/source/ferry");
  Here.arrive();
});
afterEach(cleanup);

test("words are those of the code points, and say what rests on them", () => {
  render(Text, { props });
  const found = screen.getAllByRole("button").map((b) => [b.textContent, b.title]);
  expect(found).toEqual([
    ["Orchard Brigade", "1 claim, names Orchard Brigade"],
    [" ", "1 claim"],
    ["fired", "2 claims"],
    [" on a post", "1 claim"],
  ]);
  expect(screen.getByRole("region", { name: "The text" }).textContent).toBe(text);
});

test("the words of the chosen claim are marked, those of others not", () => {
  render(Text, { props: { ...props, chosen: "c2" } });
  expect(screen.getAllByTitle(/words of the chosen claim/).map((b) => b.textContent)).toEqual(["fired", " on a post"]);
});

test("choosing a place puts it into the address, and takes the chosen claim out of it", async () => {
  history.replaceState({}, "", "/source/ferry?claim=c1");
  Here.arrive();
  render(Text, { props: { ...props, chosen: "c1" } });
  await fireEvent.click(screen.getByText("fired"));
  expect(location.search).toBe("?at=18");
});

test("one stop of the tab key, arrows onward and back, Enter chooses", async () => {
  render(Text, { props });
  const [name, , fired] = screen.getAllByRole("button");
  expect(screen.getAllByRole("button").map((b) => b.tabIndex)).toEqual([0, -1, -1, -1]);
  name!.focus();
  for (const key of ["ArrowRight", "ArrowDown", "End", "ArrowLeft"]) {
    await fireEvent.keyDown(document.activeElement!, { key });
    await tick();
  }
  expect(document.activeElement).toBe(fired);
  await fireEvent.keyDown(fired!, { key: "Enter" });
  expect(location.search).toBe("?at=18");
});
