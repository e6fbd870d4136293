import { beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "../../api/client";
import { Act, type Payload } from "./act.svelte";
import { countsText } from "./changes";
import { effectText } from "./effect";
import { dropAll } from "./written";

beforeEach(dropAll);

const nothing = { totalCount: 0, nodes: [] };
const effect = (gained: number, lost: number, changed: number, unchanged: number, appeared = 0, vanished = 0) =>
  ({ gained: { ...nothing, totalCount: gained }, lost: { ...nothing, totalCount: lost }, changed: { ...nothing, totalCount: changed }, unchanged, contradictions: { appeared: { ...nothing, totalCount: appeared }, vanished: { ...nothing, totalCount: vanished } } });

test("an effect is told in a sentence", () => {
  expect(effectText(effect(0, 0, 0, 12))).toBe("No relationship comes, goes, or changes its status or sign; 12 stay as they are.");
  expect(effectText(effect(0, 1, 2, 450, 0, 1))).toBe("Of the relationships 1 is lost and 2 change; 450 stay as they are. 1 contradiction vanishes.");
  expect(effectText(effect(3, 1, 1, 1, 2))).toBe("Of the relationships 3 are gained, 1 is lost and 1 changes; 1 stays as it is. 2 contradictions appear.");
});

test("what a transaction did is told by kind", () => {
  expect(countsText([{ kind: "claim", added: 2, corrected: 1, retracted: 0 }, { kind: "entity", added: 1, corrected: 0, retracted: 0 }])).toBe("2 claims added, 1 corrected; 1 entity added");
  expect(countsText([])).toBe("nothing that is counted");
});

const refusal = { code: "CONFLICT" as const, message: "Somebody was faster.", field: ["input", "when", "edtf"], candidates: [], revision: 2 };
const tried: Payload = { transaction: null, userErrors: [] };

test("only what was seen is made", async () => {
  let input = "alleged";
  const asked = vi.fn(async (_: string, attempt: boolean): Promise<Payload> => (attempt ? tried : { transaction: 7, userErrors: [] }));
  const act = new Act("retract raid", () => input, asked);
  await act.make();
  expect(asked).not.toHaveBeenCalled();
  act.reason = "Misread.";
  await act.attempt();
  expect(act.ready).toBe(true);
  input = "asserted";
  expect(act.ready).toBe(false);
  await act.make();
  expect(asked).toHaveBeenCalledTimes(1);
  input = "alleged";
  act.reason = "Misread. ";
  await act.make();
  expect([act.made, asked.mock.calls.map(([reason, attempt]) => [reason, attempt])]).toEqual([7, [["Misread.", true], ["Misread.", false]]]);
});

test("what is refused stands at its field, and has to be looked at again", async () => {
  const act = new Act("retract raid", () => 1, async (_, attempt) => (attempt ? tried : { transaction: null, userErrors: [refusal] }));
  act.reason = "Misread.";
  await act.attempt();
  await act.make();
  expect([act.made, act.ready, act.wrong("input.when"), act.wrong("input.number")]).toEqual([undefined, false, "Somebody was faster.", ""]);
});

test("a server that does not answer is told", async () => {
  const act = new Act("retract raid", () => 1, async () => Promise.reject(new Error("The server does not answer.")));
  await act.attempt();
  expect([act.fault, act.ready, act.busy]).toEqual(["The server does not answer.", false, false]);
});

const broken = (code: string) => new ApiError([{ message: "It took too long.", code, path: [], candidates: [] }]);

test("where no answer tells whether it was made, that is said, and it has to be looked at again", async () => {
  vi.stubGlobal("fetch", vi.fn(async () => new Response("{}")));
  const act = new Act("retract raid", () => 1, async (_, attempt) => (attempt ? tried : Promise.reject(broken("DEADLINE_EXCEEDED"))));
  await act.attempt();
  await act.make();
  expect([act.unsure, act.ready, act.made, act.fault]).toEqual([true, false, undefined, "It took too long."]);
  vi.unstubAllGlobals();
});

test("what only a token stands against can be made with another one, as it was seen", async () => {
  let known = false;
  const act = new Act("retract raid", () => 1, async (_, attempt) => (attempt ? tried : known ? { transaction: 7, userErrors: [] } : Promise.reject(broken("UNAUTHENTICATED"))));
  await act.attempt();
  await act.make();
  expect([act.shut, act.unsure, act.ready]).toEqual([true, false, true]);
  known = true;
  act.reopen();
  await act.make();
  expect([act.shut, act.fault, act.made]).toEqual([false, "", 7]);
});

test("a reason stays until it is made, and is that of one form", async () => {
  new Act("retract raid", () => 1, async () => tried).reason = "Misread.";
  expect([new Act("retract raid", () => 1, async () => tried).reason, new Act("retract march", () => 1, async () => tried).reason]).toEqual(["Misread.", ""]);
  const act = new Act("retract raid", () => 1, async (_, attempt) => (attempt ? tried : { transaction: 7, userErrors: [] }));
  await act.attempt();
  await act.make();
  expect(new Act("retract raid", () => 1, async () => tried).reason).toBe("");
});

test("a change that nothing had to be done for is made, without a transaction", async () => {
  const act = new Act("retract raid", () => 1, async () => tried);
  await act.attempt();
  await act.make();
  expect(act.made).toBeNull();
});
