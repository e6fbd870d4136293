// Reads entities of FollowTheMoney with the project's own library, and compares them with dyad's JSON Lines.
//
// usage: ftm.mjs FOLDER
import { isDeepStrictEqual } from 'node:util';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ftm from '@alephdata/followthemoney';

const folder = process.argv[2];
const graph = basename(folder);
const lines = (file) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean).map((l) => JSON.parse(l));
const failures = [];
const same = (what, got, want) => {
  if (!isDeepStrictEqual(got, want)) {
    const [g, w] = [got, want].map((v) => JSON.stringify(v).slice(0, 300));
    failures.push(`${graph}: ${what}: got ${g}, want ${w}`);
  }
};

const truth = { entity: new Map(), source: new Map(), claim: new Map(), relationship: new Map() };
for (const record of lines('jsonl.jsonl')) truth[record.kind]?.set(record.id, record);
const keys = new Map([...truth.entity.values()].map((e) => [e.key, e]));

// What the library makes of a file: it throws at schemata and properties that it does not know.
const model = new ftm.Model(ftm.defaultModel);
const all = new Map();
const records = new Map();
for (const datum of lines('ftm.ftm.json')) {
  if (all.has(datum.id)) failures.push(`${graph}: ${datum.id} is there twice`);
  const entity = model.getEntity(datum);
  all.set(datum.id, entity);
  records.set(datum.id, datum);
  same(`properties of ${datum.id}`, entity.toJSON().properties, datum.properties);
}

const nodes = new Map();
const documents = new Map();
const edges = [];
const notes = [];
for (const [id, entity] of all) {
  for (const name of entity.schema.required) {
    if (!entity.hasProperty(name)) failures.push(`${graph}: ${id} is a ${entity.schema.name} without ${name}`);
  }
  for (const property of entity.getProperties()) {
    if (property.type.name !== 'entity') continue;
    for (const other of entity.getProperty(property)) {
      if (!all.get(other)?.schema.isA(property.getRange())) failures.push(`${graph}: ${property.qname} of ${id} is ${other}, which is no ${property.getRange().name}`);
    }
  }
  if (entity.schema.isEdge) edges.push(entity);
  else if (entity.schema.isA('Document')) documents.set(id, entity);
  else if (entity.schema.isA('Note')) notes.push(entity);
  else nodes.set(id, entity);
}

const sorted = (list) => [...list].sort();
same('entities', sorted(nodes.keys()), sorted(truth.entity.keys()));
for (const [id, entity] of nodes) {
  const want = truth.entity.get(id);
  same(`caption of ${id}`, entity.getCaption(), want.name);
  const names = ['name', 'alias', 'weakAlias', 'previousName'].flatMap((p) => entity.getProperty(p));
  same(`names of ${id}`, sorted(new Set(names)), sorted(new Set([want.name, ...(want.names ?? []).map((n) => n.text)])));
}
const used = new Set([...truth.claim.values()].map((c) => c.source));
same('documents', sorted(documents.keys()), sorted([...truth.source.values()].filter((s) => used.has(s.key)).map((s) => s.id)));
for (const [id, document] of documents) same(`title of ${id}`, document.getFirst('title') ?? '', truth.source.get(id).title ?? '');

// Every relationship is there with its ends and status, and every claim with what it says.
const ends = (e) => [e.getFirst(e.schema.edge.source), e.getFirst(e.schema.edge.target)];
const seen = new Set();
const told = new Set();
for (const edge of edges) {
  const [from, to] = edge.schema.name === 'Succession' ? ends(edge).reverse() : ends(edge);
  seen.add([from, to, edge.getFirst('status')].join(' '));
  told.add(edge.getFirst('recordId'));
  same(`status of ${edge.id}`, edge.getFirst('status'), truth.relationship.get(records.get(edge.id).dyad.relationship.id)?.status);
  const claim = truth.claim.get(edge.getFirst('recordId'));
  same(`gist of ${edge.id}`, edge.getFirst('summary') ?? '', claim.gist ?? '');
  same(`negated in ${edge.id}`, edge.getFirst('role').includes('(negated'), claim.polarity === 'negated');
  same(`alleged in ${edge.id}`, /\(.*alleged/.test(edge.getFirst('role')), claim.modality === 'alleged');
  same(`publisher of ${edge.id}`, edge.getFirst('publisher') ?? '', [...truth.source.values()].find((s) => s.key === claim.source).publisher ?? '');
}
for (const note of notes) {
  told.add(note.id);
  seen.add([note.getFirst('entity'), '', records.get(note.id).dyad.relationship.status].join(' '));
}
same('claims', sorted(told), sorted(truth.claim.keys()));
const relationships = [...truth.relationship.values()];
same('relationships', sorted(seen), sorted(new Set(relationships.map((r) => [keys.get(r.from).id, r.to ? keys.get(r.to).id : '', r.status].join(' ')))));
same('relationships by id', sorted(new Set([...edges, ...notes].map((e) => records.get(e.id).dyad.relationship.id))), sorted(truth.relationship.keys()));
for (const { dyad } of records.values()) {
  for (const kind of ['entity', 'source', 'claim']) {
    if (!dyad[kind]) continue;
    const { kind: _, batch: __, ...want } = truth[kind].get(dyad[kind].id);
    same(`${kind} ${want.id}`, dyad[kind], want);
  }
  if (!dyad.relationship) continue;
  const { id, from, type, to, status, sign } = truth.relationship.get(dyad.relationship.id) ?? {};
  same(`relationship ${dyad.relationship.id}`, Object.entries(dyad.relationship).sort(), Object.entries({ id, from, type, to, status, sign }).filter(([, v]) => v !== undefined).sort());
}

if (failures.length > 0) {
  console.error(failures.slice(0, 50).join('\n'));
  process.exit(1);
}
console.log([graph, 'ftm', '@alephdata/followthemoney 3.8.4', `${nodes.size} entities, ${documents.size} documents, ${edges.length} links, ${notes.length} notes`].join('\t'));
