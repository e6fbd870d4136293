// Reads Parquet with hyparquet. usage: hyparquet.mjs FOLDER
import { asyncBufferFromFile, parquetReadObjects, parquetMetadataAsync } from 'hyparquet';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Truth } from './truth.mjs';

const t = new Truth(process.argv[2]);
const packageOf = join(dirname(createRequire(import.meta.url).resolve('hyparquet')), '..', 'package.json');
const reader = `hyparquet ${JSON.parse(readFileSync(packageOf)).version}`;
let groups = 0;
const table = async (name) => {
  const file = await asyncBufferFromFile(t.path(`parquet/${name}.parquet`));
  groups += (await parquetMetadataAsync(file)).row_groups.length;
  return parquetReadObjects({ file });
};
const present = (list) => list ?? [];

const entities = await table('entities');
t.same('entities', entities.map((e) => [e.key, e.name]), [...t.entities.values()].map((e) => [e.key, e.name]));
for (const e of entities) {
  const names = [e.name, ...present(t.entities.get(e.key).names).map((n) => n.text)];
  t.same(`names of ${e.key}`, new Set(e.names.map((n) => n.text)), new Set(names));
}
const relationships = await table('relationships');
t.same('relationships', new Set(relationships.map((r) => r.id)), new Set(t.relationships.keys()));
for (const r of relationships) {
  const want = t.relationships.get(r.id);
  if (!want) continue;
  t.same(`relationship ${r.id}`, [r.from, r.type, r.to ?? undefined, r.status, r.sign ?? undefined, r.weight ?? undefined],
    [want.from, want.type, want.to, want.status, want.sign, want.weight]);
  t.same(`support of ${r.id}`, [r.claims, r.sources, r.origins, r.asserting], ['claims', 'sources', 'origins', 'asserting'].map((k) => want.support[k]));
  t.same(`spells of ${r.id}`, r.spells.map((s) => [s.when, s.holds, s.claims]), present(want.spells).map((s) => [s.when, s.holds, s.claims]));
}
const claims = await table('claims');
t.same('claims', claims.map((c) => c.id), [...t.claims.keys()]);
for (const c of claims) {
  const want = t.claims.get(c.id);
  if (!want) continue;
  t.same(`claim ${c.id}`, [c.polarity, c.modality, c.outcome, c.gist ?? undefined, c.when ?? undefined],
    [want.polarity, want.modality, want.outcome, want.gist, want.when?.edtf]);
  t.same(`voices of ${c.id}`, c.voices.map((v) => [v.entity ?? v.label, v.mode, v.stance]), present(want.voices).map((v) => [v.entity ?? v.label, v.mode, v.stance]));
  t.same(`roles of ${c.id}`, Object.fromEntries(c.roles.map((r) => [r.role, [...r.entities, ...r.claims, ...r.terms]])), want.roles ?? {});
  t.same(`places of ${c.id}`, c.evidence.map((o) => o.parts.map((p) => [p.start, p.end])), want.evidence.map((o) => o.parts.map((p) => [p.start, p.end])));
}
t.report('parquet', reader, `${entities.length} entities, ${relationships.length} relationships, ${claims.length} claims, in ${groups} row groups`);
t.end();
