// Reads GEXF with graphology, node-link with D3 and Cytoscape JSON with Cytoscape.js.
//
// usage: node read.mjs FOLDER
import { readFileSync } from 'node:fs'
import cytoscape from 'cytoscape'
import { forceLink, forceSimulation } from 'd3-force'
import { MultiGraph } from 'graphology'
import gexf from 'graphology-gexf'
import { Truth } from './truth.mjs'

const t = new Truth(process.argv[2])
const version = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')).version
const sorted = (keys) => [...keys].sort()
const size = `${t.entities.size} nodes, ${t.edges.size} edges`

// said is what a reader must see of an edge.
const said = (r) => ({
  source: r.from, target: r.to, type: r.type, status: r.status, sign: r.sign, weight: r.weight,
  symmetric: t.symmetric.has(r.type), claims: r.support.claims, origins: r.support.origins,
})

function edges(reader, seen) {
  t.same(`${reader} edges`, sorted(seen.map(([id]) => id)), sorted(t.edges.keys()))
  for (const [id, edge] of seen) {
    if (t.edges.has(id)) t.same(`${reader} edge ${id}`, edge, said(t.edges.get(id)))
  }
}

function nodes(reader, seen) {
  t.same(`${reader} nodes`, sorted(seen.map(([key]) => key)), sorted(t.entities.keys()))
  for (const [key, label] of seen) t.same(`${reader} label of ${key}`, label, t.entities.get(key)?.name)
}

// given compares what JSON formats have besides nodes and edges, from data of the graph.
function given(reader, data) {
  t.same(`${reader} claims`, sorted(Object.keys(data.claims)), sorted(t.claims.keys()))
  for (const [id, claim] of Object.entries(data.claims)) {
    t.same(`${reader} claim ${id}`, { kind: 'claim', ...claim }, t.claims.get(id))
  }
  for (const [key, source] of Object.entries(data.sources)) {
    t.same(`${reader} source ${key}`, { kind: 'source', ...source }, t.sources.get(key))
  }
  const alone = [...t.relationships.values()].filter((r) => !r.to)
  t.same(`${reader} events`, sorted(data.events.map((e) => `${e.node} ${e.type} ${e.status}`)),
    sorted(alone.map((r) => `${r.from} ${r.type} ${r.status}`)))
}

// XML has no other control characters than tabs and line ends, and neither have the names of these graphs.
const graph = gexf.parse(MultiGraph, t.read('gexf.gexf'))
nodes('graphology', graph.mapNodes((key, a) => [key, a.label]))
edges('graphology', graph.mapEdges((id, a, source, target, _s, _t, undirected) => {
  t.same(`graphology kind of ${id}`, a.kind, a.type)
  t.same(`graphology direction of ${id}`, undirected, a.symmetric === 'yes')
  t.same(`graphology weight of ${id}`, a.weight, undefined)
  return [id, {
    source, target, type: a.type, status: a.status, sign: a.sign, weight: a.type_weight,
    symmetric: undirected, claims: a.claims, origins: a.origins,
  }]
}))
// Gephi merges parallel edges of one kind.
const apart = new Set(graph.mapEdges((_id, a, source, target) => `${source} ${a.kind} ${target}`))
t.same('edges that Gephi keeps apart', apart.size, t.edges.size)
t.report('gexf', `graphology-gexf ${version('graphology-gexf')}`, size)

const flat = (d, source, target) => [d.id, {
  source, target, type: d.type, status: d.status, sign: d.sign, weight: d.type_weight,
  symmetric: d.symmetric, claims: d.claims, origins: d.origins,
}]
const linked = JSON.parse(t.read('node-link.json'))
t.same('links, and edges', linked.links, linked.edges)
forceSimulation(linked.nodes).stop().force('link', forceLink(linked.links).id((n) => n.id))
nodes('d3', linked.nodes.map((n) => [n.id, n.label]))
edges('d3', linked.links.map((l) => flat(l, l.source.id, l.target.id))) // it replaces ends by nodes
given('d3', linked.graph)
t.report('node-link', `d3-force ${version('d3-force')}`, `${size}, ${t.claims.size} claims`)

const file = JSON.parse(t.read('cytoscape.cyjs'))
const cy = cytoscape({ headless: true, elements: file.elements, data: file.data })
nodes('cytoscape', cy.nodes().map((n) => [n.id(), n.data('label')]))
edges('cytoscape', cy.edges().map((e) => flat(e.data(), e.source().id(), e.target().id())))
given('cytoscape', cy.data())
const contested = [...t.edges.values()].filter((r) => r.status === 'contested').length
t.same('cytoscape finds what is contested', cy.edges('[status = "contested"]').length, contested)
for (const e of [...file.elements.nodes, ...file.elements.edges]) {
  // The desktop program makes a column of each; it has none for objects, and null would become a text.
  for (const [name, v] of Object.entries(e.data)) {
    const scalar = (x) => ['string', 'number', 'boolean'].includes(typeof x)
    t.same(`column ${name} of ${e.data.id}`, Array.isArray(v) ? v.every(scalar) : scalar(v), true)
  }
}
t.report('cytoscape', `cytoscape ${version('cytoscape')}`, `${size}, ${t.claims.size} claims`)
t.end()
