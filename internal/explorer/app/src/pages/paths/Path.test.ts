import { render, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { PathLine } from "../../api/operations";
import Path from "./Path.svelte";

const entity = (key: string, name: string) => ({ key, name, type: { term: "Movement", label: "movement", class: "ACTOR" as const } });
const [vale, reed, lakes] = [entity("vale", "Blue Valley"), entity("reed", "Reed Company"), entity("lakes", "Lakes Council")];

function hop(from: typeof vale, to: typeof vale, more: { forward?: boolean; weakest?: boolean; deniedBy?: string }) {
  return {
    forward: more.forward ?? true, weakest: more.weakest ?? false, claim: null,
    relationship: {
      id: `${from.key}-${to.key}`, from, to, type: { term: "funds", label: "funds", inverseLabel: "is funded by", symmetric: false, unary: false }, status: "STATED", sign: "POSITIVE", spells: [],
      support: { claims: 1, sources: 1, origins: 1, asserting: 1, deniedBy: more.deniedBy ? [{ entity: null, label: more.deniedBy, source: {}, role: "THIRD_PARTY" }] : [] },
    },
  };
}

const path = {
  length: 2, entities: [vale, reed, lakes],
  hops: [hop(vale, reed, {}), hop(lakes, reed, { forward: false, weakest: true, deniedBy: "an officer" })],
} as unknown as PathLine;

test("the weakest hop is named in the heading, and marked with a word; who denies a hop stands beside it", () => {
  render(Path, { path, n: 1 });
  expect(screen.getByRole("heading").textContent).toMatch(/2 hops.*hangs on:\s*Reed Company\s*is funded by\s*Lakes Council/);
  const [first, second] = screen.getAllByRole("listitem");
  expect(within(first!).queryByText("weakest hop")).toBeNull();
  expect(within(second!).getByText("weakest hop")).toBeTruthy();
  expect(second!.textContent).toMatch(/denied by\s*an officer/);
  expect(within(first!).getAllByRole("link").map((a) => a.getAttribute("href"))).toEqual(["/entity/vale", "/entity/reed", "/relationship/vale-reed"]);
});
