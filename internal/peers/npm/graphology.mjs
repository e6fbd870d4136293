// graphology, in memory. It keeps nothing on disk: what it opens is the tables that the graph is made from.
import { readFileSync, writeFileSync } from 'node:fs'
import Graphology from 'graphology'
import gexf from 'graphology-gexf'
import pagerank from 'graphology-metrics/centrality/pagerank.js'
import { bidirectional } from 'graphology-shortest-path/unweighted.js'
import { bfsFromNode } from 'graphology-traversal/bfs.js'
import { DAMPING, STEPS, TOLERANCE, TRUSTED, run } from './peer.mjs'

const { version } = JSON.parse(readFileSync(new URL('./node_modules/graphology/package.json', import.meta.url), 'utf8'))

class Peer {
  constructor(graph) {
    this.graph = graph
    this.name = 'graphology'
    this.version = `graphology ${version}`
  }

  async build(bare, multi, file) {
    const g = new Graphology({ type: 'directed', multi, allowSelfLoops: false })
    for (let v = 0; v < this.graph.counts.nodes; v++) g.addNode(v)
    for await (const [a, b, type, origins] of this.graph.rows(file)) {
      if (bare) g.addDirectedEdge(a, b)
      else g.addDirectedEdge(a, b, { type, origins: Number(origins) })
    }
    return g
  }

  async load(bare) {
    return (await this.build(bare, this.graph.parallel, bare ? 'bare.tsv' : 'edges.tsv')).size
  }

  async open() {
    this.g = await this.build(false, this.graph.parallel, 'edges.tsv')
  }

  near(start, depth) {
    const reached = []
    bfsFromNode(
      this.g,
      start,
      (node, attributes, steps) => {
        reached.push(Number(node))
        return steps >= depth
      },
      { mode: 'outbound' },
    )
    return reached
  }

  /** The traversals of graphology know no filter of edges, so this is a walk of our own. */
  trusted(start) {
    const seen = new Set([String(start)])
    let level = [...seen]
    for (let steps = 0; steps < 3; steps++) {
      const next = []
      for (const node of level) {
        this.g.forEachOutEdge(node, (edge, attributes, from, to) => {
          if (attributes.origins >= TRUSTED && !seen.has(to)) {
            seen.add(to)
            next.push(to)
          }
        })
      }
      level = next
    }
    return Array.from(seen, Number)
  }

  distance(a, b) {
    const path = bidirectional(this.g, a, b)
    return path ? path.length - 1 : -1
  }

  async ready() {
    this.merged = this.graph.parallel ? await this.build(true, false, 'ties.tsv') : this.g
  }

  pagerank() {
    const nodes = this.graph.counts.nodes
    const found = pagerank(this.merged, { alpha: DAMPING, maxIterations: STEPS, tolerance: TOLERANCE / nodes, getEdgeWeight: null })
    return Array.from({ length: nodes }, (_, v) => found[v])
  }

  export(path) {
    writeFileSync(path, gexf.write(this.g))
    return this.g.size
  }
}

await run(Peer)
