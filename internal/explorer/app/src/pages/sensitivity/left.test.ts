import { expect, test } from "vitest";
import { conditionsWithout, leftOut, without } from "./left";

const of = (params: Record<string, string>) => leftOut((name) => params[name] ?? "");

test("nothing is left out where the address names nothing", () => {
  expect(without(of({}))).toBeUndefined();
});

test("sources, voices and modalities become what the API leaves out", () => {
  const left = of({ "leave-source": "sandgate,gull", "leave-voice": 'SELF,"label:an officer, unnamed",vale', "leave-modality": "alleged" });
  expect(without(left)).toEqual({
    sources: ["sandgate", "gull"],
    voices: [{ self: true }, { label: "an officer, unnamed" }, { entity: "vale" }],
    modality: ["ALLEGED"],
  });
});

test("the graph without it keeps what is left out already, each once", () => {
  expect(conditionsWithout(of({ "leave-source": "sandgate,gull" }), { "without-source": ["gull"], voice: ["vale"] })).toEqual({
    "without-source": ["gull", "sandgate"], "without-voice": [], "without-modality": [],
  });
});
