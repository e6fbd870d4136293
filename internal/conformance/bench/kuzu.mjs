// Has Kuzu write the CSV of claims that dyad wrote, and prints what the writing took. Loading it is not counted.
//
// usage: node kuzu.mjs GRAPH IN OUT
import { createReadStream, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import kuzu from 'kuzu'

const [graph, given, out] = process.argv.slice(2)
let header
for await (const line of createInterface({ input: createReadStream(given) })) {
  header = line.split(',')
  break
}
const connection = new kuzu.Connection(new kuzu.Database(`${out}.db`))
const columns = header.map((name) => `c_${name}`)
await connection.query(`CREATE NODE TABLE claim(${columns.map((c) => `${c} STRING`).join(', ')}, PRIMARY KEY(c_claim))`)
await connection.query(`COPY claim FROM '${given}' (HEADER=true, PARALLEL=false, ESCAPE='"')`)
const wall = performance.now()
const cpu = process.cpuUsage()
await connection.query(`COPY (MATCH (c:claim) RETURN ${columns.map((c) => `c.${c}`).join(', ')} ORDER BY c.c_claim) TO '${out}.csv' (HEADER=true)`)
const used = process.cpuUsage(cpu)
console.log(
  [
    graph,
    `kuzu ${kuzu.VERSION}: csv`,
    ((used.user + used.system) / 1e6).toFixed(1),
    ((performance.now() - wall) / 1000).toFixed(1),
    Math.round(process.resourceUsage().maxRSS / 1024),
    (statSync(`${out}.csv`).size / 1e6).toFixed(1),
  ].join('\t'),
)
process.exit(0)
