// Kuzu and its successor Ladybug, which have one API: in process, on disk, asked in Cypher.
import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { Cannot, DAMPING, STEPS, TOLERANCE, TRUSTED, lines } from './peer.mjs'

export const cypherPeer = (library, name) =>
  class {
    constructor(graph, work) {
      this.graph = graph
      this.name = name
      this.folder = join(work, name)
      mkdirSync(this.folder, { recursive: true })
      this.version = `${name} ${library.VERSION}`
    }

    /** The number of the newest database of a kind; 0 if there is none. */
    newest(kind) {
      const names = readdirSync(this.folder).map((name) => name.match(/^(\w+)\.(\d+)$/))
      return Math.max(0, ...names.filter((m) => m?.[1] === kind).map((m) => Number(m[2])))
    }

    /** A database that is not there yet: what was closed may still be written to, so none is written over. */
    fresh(kind) {
      return join(this.folder, `${kind}.${this.newest(kind) + 1}`)
    }

    async connect(path) {
      this.database = new library.Database(path)
      this.connection = new library.Connection(this.database)
    }

    async shut() {
      await this.connection.close()
      await this.database.close()
    }

    async query(text) {
      return (await this.connection.query(text)).getAll()
    }

    async load(bare) {
      await this.connect(bare ? this.fresh('bare') : this.fresh(this.name))
      const columns = bare ? '' : ', type STRING, origins INT64'
      await this.query('CREATE NODE TABLE V(id INT64, PRIMARY KEY(id))')
      await this.query(`CREATE REL TABLE E(FROM V TO V${columns})`)
      await this.copy('V', 'nodes.tsv')
      await this.copy('E', bare ? 'bare.tsv' : 'edges.tsv')
      const [row] = await this.query('MATCH (:V)-[e:E]->(:V) RETURN count(*) AS n')
      await this.shut()
      return Number(row.n)
    }

    copy(table, file) {
      return this.query(`COPY ${table} FROM '${this.graph.path(file)}' (FILE_FORMAT='csv', DELIM='\t', HEADER=false)`)
    }

    async open() {
      if (this.newest(this.name) === 0) await this.load(false)
      await this.connect(join(this.folder, `${this.name}.${this.newest(this.name)}`))
    }

    async reached(start, depth, where) {
      const rows = await this.query(`MATCH (a:V {id: ${start}})-[e:E* SHORTEST 1..${depth}${where}]->(b:V) RETURN DISTINCT b.id AS id`)
      return [start, ...rows.map((r) => Number(r.id))]
    }

    near(start, depth) {
      return this.reached(start, depth, '')
    }

    trusted(start) {
      return this.reached(start, 3, ` (r, n | WHERE r.origins >= ${TRUSTED})`)
    }

    async distance(a, b) {
      const rows = await this.query(`MATCH (a:V {id: ${a}})-[e:E* SHORTEST 1..30]->(b:V {id: ${b}}) RETURN length(e) AS n`)
      return rows.length > 0 ? Number(rows[0].n) : -1
    }

    /** PageRank is in an extension, which Kuzu has built in. It counts parallel edges several times, so it is asked of ties. */
    async ready() {
      try {
        await this.query('INSTALL algo')
        await this.query('LOAD EXTENSION algo')
      } catch {
        throw new Cannot('its extension with PageRank could not be fetched')
      }
      let table = 'E'
      if (this.graph.parallel) {
        table = 'T'
        await this.query('CREATE REL TABLE IF NOT EXISTS T(FROM V TO V)')
        const [row] = await this.query('MATCH (:V)-[e:T]->(:V) RETURN count(*) AS n')
        if (Number(row.n) === 0) await this.copy('T', 'ties.tsv')
      }
      await this.query(`CALL project_graph('ties', ['V'], ['${table}'])`)
    }

    async pagerank() {
      const settings = `dampingFactor := ${DAMPING}, maxIterations := ${STEPS}, tolerance := ${TOLERANCE.toFixed(12)}`
      const rows = await this.query(`CALL page_rank('ties', ${settings}) RETURN node.id AS id, rank`)
      const values = new Array(rows.length)
      for (const r of rows) values[Number(r.id)] = r.rank
      return values
    }

    async export(path) {
      await this.query(`COPY (MATCH (a:V)-[e:E]->(b:V) RETURN a.id, b.id, e.type, e.origins) TO '${path}.csv' (HEADER=true)`)
      renameSync(`${path}.csv`, path)
      return (await lines(path)) - 1
    }
  }
