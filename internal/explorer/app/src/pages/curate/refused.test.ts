import { expect, test } from "vitest";
import type { Refused } from "../../api/operations";
import { emptyDraft, emptyVoice } from "../../claimform/draft";
import { taking, wrongs } from "./refused";

const refusal = (field: string[], message: string, candidates: string[] = []): Refused => ({ code: "NOT_FOUND", message, field, candidates, revision: null });

test("what is refused stands at its field, all of it", () => {
  expect(wrongs([
    refusal(["input", "from"], "orchad: no entity has this key"), refusal(["input", "when", "edtf"], "203: not a date"),
    refusal(["input", "voices", "0", "entity"], "lakes: no entity has this key"), refusal(["input", "voices", "1", "affiliation"], "reed: no entity has this key"),
    refusal(["input", "number", "low"], "not a figure"),
  ])).toEqual({
    from: "orchad: no entity has this key", edtf: "203: not a date", voices: "lakes: no entity has this key reed: no entity has this key", worded: "not a figure",
  });
});

const draft = {
  ...emptyDraft(), from: "orchad", type: "atacks",
  voices: [emptyVoice(), { ...emptyVoice(), entity: "lakes", affiliation: "reed" }],
  roles: [{ name: "place", holds: "ENTITY" as const, values: " , " }, { name: "counterparty", holds: "ENTITY" as const, values: "red-harbour, reed" }],
  disputes: "one, two",
};

test("a candidate takes the place of what was refused, as it was sent", () => {
  expect(taking(draft, ["input", "from"], "orchard-brigade")).toEqual({ ...draft, from: "orchard-brigade" });
  expect(taking(draft, ["input", "type"], "attacks").type).toBe("attacks");
  expect(taking(draft, ["input", "voices", "0", "entity"], "lakes-council").voices).toEqual([emptyVoice(), { ...emptyVoice(), entity: "lakes-council", affiliation: "reed" }]);
  expect(taking(draft, ["input", "voices", "0", "affiliation"], "reed-company").voices[1]!.affiliation).toBe("reed-company");
  expect(taking(draft, ["input", "roles", "0", "entities", "1"], "reed-company").roles[1]!.values).toBe("red-harbour, reed-company");
  expect(taking(draft, ["input", "roles", "0", "name"], "event").roles.map((r) => r.name)).toEqual(["place", "event"]);
  expect(taking(draft, ["input", "disputes", "1"], "three").disputes).toBe("one, three");
});

test("where the place takes none, nothing changes", () => {
  expect(taking(draft, ["input", "when", "edtf"], "2031")).toEqual(draft);
  expect(taking(draft, ["expectedRevision"], "2")).toEqual(draft);
});
