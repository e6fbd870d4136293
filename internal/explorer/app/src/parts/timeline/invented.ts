// Statements of invented actors, for tests.
import type { StatementLine } from "../../api/operations";

const state = { term: "State", label: "state", class: "ACTOR" as const };

/** An entity by its name. */
export const entity = (name: string) => ({ key: name.toLowerCase().replaceAll(" ", "-"), name, type: state });

/** A statement that the Sandgate Gazette makes in its own words; what is given replaces what it has. */
export function statement(from: string, label: string, to: string, other: Partial<StatementLine> = {}): StatementLine {
  return {
    claim: {
      id: `${from} ${label} ${to}`, gist: null, outcome: "NONE", when: { edtf: "2031-05-03", basis: "STATED", bound: "WHOLE", extent: "SOMETIME" },
      source: { key: "gazette", title: "News", publisher: "Sandgate Gazette", author: null, kind: "ARTICLE", genre: "REPORTING", published: null }, voices: [],
    },
    relationship: { id: `${from} ${label} ${to}`, from: entity(from), type: { term: label, label, inverseLabel: null, symmetric: false, unary: false }, to: entity(to) },
    entity: null, label: null, polarity: "AFFIRMED", modality: "ASSERTED", rejection: false, sign: "NEGATIVE",
    stretches: [{ holds: true, possible: "2031-05-03", some: "2031-05-03", sure: "2031-05-03" }],
    ...other,
  };
}
