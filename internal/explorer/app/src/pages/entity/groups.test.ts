import { expect, test } from "vitest";
import type { RelationshipLine } from "../../api/operations";
import { groups, neighbours } from "./groups";

const named = (key: string) => ({ key, name: key.toUpperCase(), type: { term: "State", label: "state", class: "ACTOR" as const } });

function line(from: string, type: string, to: string | null): RelationshipLine {
  return {
    id: `${from} ${type} ${to}`, from: named(from), to: to === null ? null : named(to), status: "STATED", sign: "ZERO", spells: [],
    type: { term: type, label: type, inverseLabel: type === "fights" ? null : `${type} by`, symmetric: type === "fights", unary: to === null },
    support: { claims: 1, sources: 1, origins: 1, asserting: 1, deniedBy: [] },
  };
}

const all = [line("vale", "raids", "reed"), line("vale", "raids", "quay"), line("reed", "raids", "vale"), line("quay", "fights", "vale"), line("vale", "happened", null)];

test("relations read from the entity, and those of one way stand together", () => {
  expect(groups(all, "vale").map((g) => [g.words, g.relationships.length])).toEqual([["raids", 2], ["fights", 1], ["happened", 1], ["raids by", 1]]);
});

test("a text leaves what has it in the relation or in the counterpart", () => {
  expect(groups(all, "vale", "quay").map((g) => g.words)).toEqual(["fights", "raids"]);
  expect(groups(all, "vale", "RAIDS BY").map((g) => g.words)).toEqual(["raids by"]);
});

test("neighbours are counted once a relationship, the most first", () => {
  expect(neighbours(all, "vale").map((n) => [n.entity.key, n.count])).toEqual([["quay", 2], ["reed", 2]]);
});
