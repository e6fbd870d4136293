// Copies the tables for neo4j-admin into Kuzu, and has it execute the Cypher, each behind definitions of its own. usage: kuzu.mjs FOLDER
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { Truth, sorted } from './truth.mjs';

const kuzu = createRequire(import.meta.url)('kuzu');
const t = new Truth(process.argv[2]);
const reader = `kuzu ${kuzu.VERSION}`;
const types = sorted(new Set([...t.edges.values()].map((r) => r.type)));
const separator = '\x1f';

// A definition is what a user of Kuzu would write by docs/formats-tables.md.
const list = (kind) => kind === 'STRING[]';
const kinds = { string: 'STRING', 'string[]': 'STRING[]', int: 'INT64', double: 'DOUBLE', boolean: 'BOOLEAN' };
const header = (table) => readFileSync(t.path(`csv-neo4j/${table}.csv`), 'utf8').split('\n', 1)[0].split(',').filter((c) => !/^:|:ID\(/.test(c)).map((c) => c.split(':'));
const columns = (table, ofList) => header(table).map(([name, kind]) => `, \`${name}\` ${list(kinds[kind]) ? ofList : kinds[kind]}`).join('');
const nodes = { entities: ['Entity', 'key'], sources: ['Source', 'key'], claims: ['Claim', 'id'], unnamed: ['Unnamed', 'id'] };
const edges = {
  relationships: ['Entity', 'Entity'], said_in: ['Claim', 'Source'], about: ['Claim', 'Entity'],
  voiced_by: ['Claim', 'Entity'], voiced_by_unnamed: ['Claim', 'Unnamed'], refers_to: ['Claim', 'Claim'],
};

function open() {
  const db = new kuzu.Connection(new kuzu.Database(':memory:'));
  const run = async (sql) => {
    const result = await db.query(sql);
    return (Array.isArray(result) ? result.at(-1) : result).getAll();
  };
  return run;
}

// see compares what the database holds with what dyad says. The type of an edge is its label, or a property where tables are copied.
async function see(what, run, queries, names, claims) {
  const texts = async (sql) => sorted((await run(sql)).map((r) => Object.values(r).map((v) => v ?? '').join(' | ')));
  const records = (map, line) => sorted([...map.values()].map((r) => line(r).map((v) => v ?? '').join(' | ')));
  t.same(`${what} entities`, await texts('MATCH (e:Entity) RETURN e.key, e.name, e.type'), records(t.entities, (e) => [e.key, e.name, e.type]));
  t.same(`${what} names`, sorted((await run('MATCH (e:Entity) RETURN e.names AS names')).flatMap((r) => names(r.names))),
    sorted([...t.entities.values()].flatMap((e) => [...new Set([e.name, ...(e.names ?? []).map((n) => n.text)])])));
  t.same(`${what} relationships`, await texts(queries.relationships), records(t.edges, (r) => [r.id, r.from, r.type, r.to, r.status, r.sign]));
  if (!claims) return;
  const status = new Map([...t.relationships.values()].map((r) => [[r.from, r.type, r.to].join(' '), r.status]));
  t.same(`${what} claims`, await texts('MATCH (c:Claim) RETURN c.id, c.polarity, c.modality, c.status, c.gist'),
    records(t.claims, (c) => [c.id, c.polarity, c.modality, status.get([c.from, c.type, c.to].join(' ')), c.gist]));
  t.same(`${what} said in`, await texts('MATCH (c:Claim)-[:SAID_IN]->(s:Source) RETURN c.id, s.key'), records(t.claims, (c) => [c.id, c.source]));
  t.same(`${what} from`, await texts(queries.from), records(t.claims, (c) => [c.id, c.from]));
  const voices = [...t.claims.values()].flatMap((c) => (c.voices ?? []).map((v, i) => [c.id, v.entity ?? v.label, i + 1, v.stance].join(' | ')));
  const named = await texts('MATCH (c:Claim)-[v:VOICED_BY]->(e:Entity) RETURN c.id, e.key, v.place, v.stance');
  const unnamed = await texts(`MATCH (c:Claim)-[v:${queries.unnamed}]->(e:Unnamed) RETURN c.id, e.name, v.place, v.stance`);
  t.same(`${what} voices`, sorted([...named, ...unnamed]), sorted(voices));
  const deniers = [...t.claims.values()].filter((c) => c.polarity === 'negated' && (c.voices ?? []).at(-1)?.entity).map((c) => [c.voices.at(-1).entity, c.from, c.type].join(' | '));
  t.same(`${what} who denies what`, await texts(queries.denies), sorted(deniers));
}

async function copy() {
  const run = open();
  for (const [table, [label, key]] of Object.entries(nodes)) {
    await run(`CREATE NODE TABLE ${label}(${key} STRING PRIMARY KEY, label STRING${columns(table, 'STRING')})`);
  }
  const names = { voiced_by: 'VOICED_BY', said_in: 'SAID_IN' };
  for (const [table, [from, to]] of Object.entries(edges)) {
    await run(`CREATE REL TABLE ${names[table] ?? table}(FROM ${from} TO ${to}, kind STRING${columns(table, 'STRING')})`);
  }
  for (const table of [...Object.keys(nodes), ...Object.keys(edges)]) {
    const into = nodes[table]?.[0] ?? names[table] ?? table;
    await run(`COPY ${into} FROM '${t.path(`csv-neo4j/${table}.csv`)}' (HEADER=true, PARALLEL=false, ESCAPE='"', QUOTE='"', AUTO_DETECT=false)`);
  }
  await see('copied', run, {
    relationships: 'MATCH (a)-[r:relationships]->(b) RETURN r.id, a.key, r.kind, b.key, r.status, r.sign',
    from: "MATCH (c)-[r:about {kind: 'FROM_ENTITY'}]->(e) RETURN c.id, e.key",
    unnamed: 'voiced_by_unnamed',
    denies: "MATCH (v:Entity)<-[w:VOICED_BY]-(c:Claim {polarity: 'negated'})-[:about {kind: 'FROM_ENTITY'}]->(e:Entity) WHERE NOT EXISTS { MATCH (c)-[x:VOICED_BY]->(:Entity) WHERE x.place > w.place } AND NOT EXISTS { MATCH (c)-[x:voiced_by_unnamed]->(:Unnamed) WHERE x.place > w.place } RETURN v.key, e.key, c.type",
  }, (names) => names.split(separator), true);
  t.report('csv-neo4j', reader, `${t.entities.size} entities, ${t.edges.size} edges, ${t.claims.size} claims`);
}

// statements returns a script as it is. One that is long is cut before each statement, which no text in it looks like, and of it those
// about claims are left out: Kuzu takes several minutes over 50,000 of them, and has them in the tables.
function statements(script, long) {
  if (!long) return [script];
  return script.split(/^(?=UNWIND \[$)/m).filter((s) => !/^(CREATE|MATCH) \((a)?:(Claim|Unnamed) /m.test(s));
}

async function execute() {
  const run = open();
  for (const [table, [label, key]] of Object.entries(nodes)) {
    await run(`CREATE NODE TABLE ${label}(${key} STRING PRIMARY KEY${columns(table, 'STRING[]')})`);
  }
  for (const type of types) await run(`CREATE REL TABLE \`${type}\`(FROM Entity TO Entity${columns('relationships', 'STRING[]')})`);
  await run('CREATE REL TABLE SAID_IN(FROM Claim TO Source)');
  await run('CREATE REL TABLE FROM_ENTITY(FROM Claim TO Entity)');
  await run('CREATE REL TABLE TO_ENTITY(FROM Claim TO Entity)');
  await run('CREATE REL TABLE ROLE(FROM Claim TO Entity, FROM Claim TO Claim, role STRING)');
  await run(`CREATE REL TABLE VOICED_BY(FROM Claim TO Entity, FROM Claim TO Unnamed${columns('voiced_by', 'STRING[]')})`);
  for (const kind of ['DISPUTES', 'RECONCILES']) await run(`CREATE REL TABLE ${kind}(FROM Claim TO Claim)`);
  const long = t.claims.size > 10_000;
  for (const s of statements(readFileSync(t.path('cypher.cypher'), 'utf8'), long)) if (s.includes('CREATE (')) await run(s);
  await see('executed', run, {
    relationships: types.length === 0 ? 'MATCH (a:Entity) WHERE false RETURN a.key'
      : `MATCH (a:Entity)-[r:${types.map((x) => `\`${x}\``).join('|')}]->(b:Entity) RETURN r.id, a.key, label(r), b.key, r.status, r.sign`,
    from: 'MATCH (c)-[:FROM_ENTITY]->(e) RETURN c.id, e.key',
    unnamed: 'VOICED_BY',
    denies: "MATCH (v:Entity)<-[w:VOICED_BY]-(c:Claim {polarity: 'negated'})-[:FROM_ENTITY]->(e:Entity) WHERE NOT EXISTS { MATCH (c)-[x:VOICED_BY]->() WHERE x.place > w.place } RETURN v.key, e.key, c.type",
  }, (names) => names, !long);
  t.report('cypher', reader, `${t.entities.size} entities, ${t.edges.size} edges, ${long ? 'claims left out' : `${t.claims.size} claims`}`);
}

await copy();
await execute();
t.end();
