// Every page, as it opens: wide, dark, and 360 pixels narrow, which is 720 at 200 %. What it is about is taken from the data that is served.
import assert from "node:assert/strict";
import { asked, go, overflows, serious, working } from "./browser.mjs";

const question = `{
  entities(orderBy: {by: DEGREE, direction: DESC}, first: 1) { nodes { key relationships(first: 1) { nodes { id from { key } to { key } claims(first: 1) { nodes { id source { key } } } } } } }
  contradictions(first: 1) { nodes { id } }
}`;

/** The checks of every page. */
export async function everyPage(b) {
  const data = await asked(b, question);
  const [entity] = data.entities.nodes;
  const [r] = entity.relationships.nodes;
  const claim = r.claims.nodes[0];
  const other = r.to.key === entity.key ? r.from.key : r.to.key;
  const places = {
    home: "/",
    entity: `/entity/${entity.key}`,
    graph: `/graph?around=${entity.key}`,
    "graph of nobody": "/graph",
    pairs: "/dyad",
    dyad: `/dyad/${entity.key}/${other}`,
    relationships: "/relationships",
    relationship: `/relationship/${r.id}`,
    claims: "/claims",
    claim: `/claim/${claim.id}`,
    contradictions: "/contradictions",
    contradiction: `/contradiction/${data.contradictions.nodes[0].id}`,
    paths: `/paths?from=${entity.key}&to=${other}`,
    sources: "/sources",
    source: `/source/${claim.source.key}`,
    balance: "/balance",
    sensitivity: `/sensitivity?leave-source=${claim.source.key}`,
    vocabulary: "/vocabulary",
    annotate: "/annotate",
    agreement: "/agreement",
    curate: "/curate",
    "an entity that there is not": "/entity/nobody-of-this-key",
  };
  return Object.entries(places).flatMap(([name, path]) => [
    [`${name}: nothing serious, wide`, (b) => looked(b, name, path, {})],
    [`${name}: nothing serious, dark`, (b) => looked(b, `${name} dark`, path, { colorScheme: "dark" })],
    [`${name}: fits 360 pixels`, (b) => looked(b, `${name} narrow`, path, { viewport: { width: 360, height: 740 } })],
  ]);
}

function looked(b, name, path, options) {
  return working(b, options, async (p) => {
    await go(b, p, path);
    await p.screenshot({ path: `${b.pictures}/${name.replaceAll(" ", "-")}.png`, fullPage: true });
    assert.ok(!(await overflows(p)), `${path} is wider than ${options.viewport?.width ?? 1280} pixels`);
    assert.deepEqual(await serious(p), [], `axe on ${path}`);
  });
}
