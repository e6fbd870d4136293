import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Token } from "./token.svelte";

const fetched = vi.fn();

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => {
  Token.forget();
  vi.unstubAllGlobals();
});

const answer = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

test("a token that the server knows is kept until it is forgotten, and nowhere else", async () => {
  fetched.mockResolvedValue(answer({ data: { server: { readOnly: false } } }));
  expect(await Token.take("dyad_lantern-1")).toBe("");
  expect([Token.on, Token.value]).toEqual([true, "dyad_lantern-1"]);
  expect(fetched.mock.calls[0]![1].headers["Authorization"]).toBe("Bearer dyad_lantern-1");
  expect(JSON.stringify({ ...localStorage, ...sessionStorage }) + location.href).not.toContain("lantern-1");
  Token.forget();
  expect([Token.on, Token.value]).toEqual([false, ""]);
});

test("one that nobody holds is told, and the one before stays", async () => {
  fetched.mockResolvedValueOnce(answer({ data: { server: { readOnly: false } } }));
  await Token.take("dyad_lantern-1");
  fetched.mockResolvedValueOnce(answer({ errors: [{ message: "who is asking?", extensions: { code: "UNAUTHENTICATED" } }] }, 401));
  expect(await Token.take("dyad_reed-2")).toBe("No curator of this server has this token.");
  expect(Token.value).toBe("dyad_lantern-1");
});

test("a server that only reads takes none", async () => {
  fetched.mockResolvedValue(answer({ data: { server: { readOnly: true } } }));
  expect(await Token.take("dyad_lantern-1")).toMatch(/only reads/);
  expect(Token.on).toBe(false);
});

test.each(["dyad_…", "dyad_a b", "dyad_Ä", ""])("%j is no token, and is not sent", async (token) => {
  expect(await Token.take(token)).toMatch(/only letters, digits/);
  expect(fetched).not.toHaveBeenCalled();
});
