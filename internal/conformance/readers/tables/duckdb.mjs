// Reads Parquet and every table of CSV with DuckDB. usage: duckdb.mjs FOLDER
import { DuckDBInstance } from '@duckdb/node-api';
import { readdirSync } from 'node:fs';
import { Truth, sorted } from './truth.mjs';

const t = new Truth(process.argv[2]);
const db = await (await DuckDBInstance.create(':memory:')).connect();
const rows = async (sql) => (await db.runAndReadAll(sql)).getRowObjectsJson();
const reader = `duckdb ${(await rows('SELECT version() AS v'))[0].v.slice(1)}`;
const tables = ['claims', 'entities', 'relationships', 'sources'];
for (const name of tables) await db.run(`CREATE TABLE ${name} AS SELECT * FROM '${t.path(`parquet/${name}.parquet`)}'`);

const column = async (sql) => sorted((await rows(sql)).map((r) => Object.values(r).join(' | ')));
const records = (map, line) => sorted([...map.values()].map(line));

t.same('entities', await column('SELECT key, name, type FROM entities'), records(t.entities, (e) => [e.key, e.name, e.type].join(' | ')));
t.same('sources', await column('SELECT key, coalesce(title, \'\') FROM sources'), records(t.sources, (s) => [s.key, s.title ?? ''].join(' | ')));
t.same('relationships',
  await column(`SELECT id, "from", type, coalesce("to", ''), status, coalesce(sign, '') FROM relationships`),
  records(t.relationships, (r) => [r.id, r.from, r.type, r.to ?? '', r.status, r.sign ?? ''].join(' | ')));
t.same('claims',
  await column(`SELECT id, polarity, modality, source, coalesce("when", ''), coalesce(gist, '') FROM claims`),
  records(t.claims, (c) => [c.id, c.polarity, c.modality, c.source, c.when?.edtf ?? '', c.gist ?? ''].join(' | ')));
// Nested lists: voices, denials, spans, as rows of their own.
const voices = [...t.claims.values()].flatMap((c) => (c.voices ?? []).map((v) => [c.id, v.entity ?? '', v.label ?? '', v.stance].join(' | ')));
t.same('voices', await column(`SELECT id, coalesce(v.entity, ''), coalesce(v.label, ''), v.stance FROM (SELECT id, unnest(voices) AS v FROM claims)`), sorted(voices));
const denials = [...t.relationships.values()].flatMap((r) => (r.support.deniedBy ?? []).map((d) => [r.id, d.entity ?? d.label ?? '', d.role].join(' | ')));
t.same('denials', await column(`SELECT id, coalesce(d.entity, d.label, ''), d.role FROM (SELECT id, unnest(denied_by) AS d FROM relationships)`), sorted(denials));
const spans = [...t.claims.values()].flatMap((c) => c.evidence.flatMap((o) => o.parts.map((p) => [c.id, p.start, p.end].join(' | '))));
t.same('spans', await column(`SELECT id, p.start, p.end FROM (SELECT id, unnest(e.parts) AS p FROM (SELECT id, unnest(evidence) AS e FROM claims))`), sorted(spans));
const days = [...t.claims.values()].filter((c) => /^\d{4}-\d\d-\d\d$/.test(c.when?.edtf)).map((c) => [c.id, c.when.edtf, c.when.edtf].join(' | '));
t.same('days', await column(`SELECT id, when_from, when_to FROM claims WHERE regexp_full_match("when", '[0-9]{4}-[0-9]{2}-[0-9]{2}')`), sorted(days));
const weights = [...t.relationships.values()].reduce((sum, r) => sum + (r.weight ?? 0), 0);
t.same('sum of weights', (await rows('SELECT coalesce(sum(weight), 0) AS w FROM relationships'))[0].w, weights);
t.report('parquet', reader, `${t.entities.size} entities, ${t.relationships.size} relationships, ${t.claims.size} claims, ${t.sources.size} sources`);

// CSV: as many rows and the columns of the header, whatever stands in the cells.
const files = ['csv.csv', ...['csv-gephi', 'csv-neo4j', 'dyad-period'].flatMap((f) => readdirSync(t.path(f)).map((file) => `${f}/${file}`))];
const counts = {};
for (const file of files) {
  const [{ n }] = await rows(`SELECT count(*) AS n FROM read_csv('${t.path(file)}', header=true, all_varchar=true, quote='"', escape='"', delim=',', parallel=false, max_line_size=10000000)`);
  counts[file] = Number(n);
}
t.same('rows of CSV', [counts['csv.csv'], counts['csv-gephi/nodes.csv'], counts['csv-gephi/edges.csv'], counts['csv-neo4j/claims.csv'], counts['csv-neo4j/relationships.csv']],
  [t.claims.size, t.entities.size, t.edges.size, t.claims.size, t.edges.size]);
const gists = await column(`SELECT claim, coalesce(gist, '') FROM read_csv('${t.path('csv.csv')}', header=true, all_varchar=true, quote='"', escape='"', delim=',', parallel=false)`);
t.same('gists in CSV', gists, records(t.claims, (c) => [c.id, c.gist ?? ''].join(' | ')));
t.report('csv, csv-*', reader, `${files.length} tables, ${Object.values(counts).reduce((a, b) => a + b, 0)} rows`);
t.end();
