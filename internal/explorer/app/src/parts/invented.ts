// Claims and relationships of invented actors, for tests.
import type { ClaimCard, EntityName, RelationshipLine, RelationshipSaid, SourceName, VoiceLine } from "../api/operations";

/** An entity by its name. */
export const entity = (name: string): EntityName => ({ key: name.toLowerCase().replaceAll(" ", "-"), name, type: { term: "State", label: "state", class: "ACTOR" } });

export const gazette: SourceName = { key: "gazette", title: "The ferry question", publisher: "Sandgate Gazette", author: null, kind: "ARTICLE", genre: "REPORTING", published: { edtf: "2031-05-04" } };

/** Somebody who speaks; what is given replaces what it has. */
export function voice(name: string, other: Partial<VoiceLine> = {}): VoiceLine {
  return { entity: entity(name), label: null, affiliation: null, mode: "SAYS", stance: "NEUTRAL", ...other };
}

/** A claim that the Sandgate Gazette makes in its own words; what is given replaces what it has. */
export function claim(from: string, label: string, to: string | null, other: Partial<ClaimCard> = {}): ClaimCard {
  return {
    id: `${from} ${label} ${to}`, revision: 1, from: entity(from), to: to === null ? null : entity(to),
    type: { term: label, label, inverseLabel: null, symmetric: false }, roles: [], disputes: [], reconciles: [],
    polarity: "AFFIRMED", modality: "ASSERTED", outcome: "NONE", voices: [], when: null, number: null, source: gazette,
    evidence: [], gist: null, credibility: null, retractedAt: null, ...other,
  };
}

/** A relationship that one claim states; what is given replaces what it has. */
export function relationship(from: string, label: string, to: string | null, other: Partial<RelationshipLine & RelationshipSaid> = {}): RelationshipLine & Partial<RelationshipSaid> {
  return {
    id: `${from} ${label} ${to}`, from: entity(from), to: to === null ? null : entity(to),
    type: { term: label, label, inverseLabel: null, symmetric: false, unary: to === null }, status: "STATED", sign: "NEGATIVE",
    support: { claims: 1, sources: 1, origins: 1, asserting: 1, deniedBy: [] }, spells: [], ...other,
  };
}
