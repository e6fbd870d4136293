// What the peers of Node.js share: the protocol of internal/peers, its clock and its files. See python/peer.py, which this follows line by line.
import { createHash } from 'node:crypto'
import { createReadStream, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const DAMPING = 0.85
export const TOLERANCE = 1e-9
export const STEPS = 200
export const TRUSTED = 2 // origins
const ROUNDS = Number(process.env.PEERS_ROUNDS ?? 5)
const ENOUGH = Number(process.env.PEERS_SECONDS ?? 60) / 4 // after so much of its time a row begins no further round
const SHORTEST = 0.02 // a round is of as many repetitions as take so long

/** Why a row can't be done. */
export class Cannot extends Error {}

const say = (line) => process.stdout.write(JSON.stringify(line) + '\n')
const now = () => performance.now() / 1000

/** A folder of files that the program graphs wrote. */
export class Graph {
  constructor(folder) {
    this.folder = folder
    this.counts = JSON.parse(readFileSync(this.path('graph.json'), 'utf8'))
    this.parallel = this.counts.edges > this.counts.relationships
  }

  path(name) {
    return join(this.folder, name)
  }

  /** The rows of a table; cells are text. */
  async *rows(name) {
    for await (const line of createInterface({ input: createReadStream(this.path(name)) })) yield line.split('\t')
  }

  /** The rows of a small table of numbers. */
  numbers(name) {
    return readFileSync(this.path(name), 'utf8').trim().split('\n').map((line) => line.split('\t').map(Number))
  }
}

function digest(answers) {
  const sets = answers.map((a) => [...new Set(a)].sort((x, y) => x - y))
  const text = sets.map((s) => s.join(' ')).join('\n')
  return `${sets.reduce((sum, s) => sum + s.length, 0)} ${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
}

/** Asks all questions, several rounds of it; the seconds that one question took in each round, and the answers. */
async function rounds(questions, ask) {
  const taken = []
  const answers = []
  const begun = now()
  for (const q of questions) answers.push(await ask(...q))
  const first = now() - begun
  const times = Math.max(1, Math.round(SHORTEST / Math.max(first, 1e-9)))
  if (times === 1) taken.push(first / questions.length)
  while (taken.length < ROUNDS && (taken.length === 0 || now() - begun < ENOUGH)) {
    const start = now()
    for (let i = 0; i < times; i++) for (const q of questions) await ask(...q)
    taken.push((now() - start) / questions.length / times)
  }
  return [taken, answers]
}

/** Does a long piece of work several times, if it isn't too long; the seconds of each, and what it gave last. */
async function once(work) {
  const taken = []
  const begun = now()
  let result
  while (taken.length < 3 && (taken.length === 0 || now() - begun < ENOUGH)) {
    const start = now()
    result = await work()
    taken.push(now() - start)
  }
  return [taken, result]
}

/** Runs a peer; its methods are those of the peers in Python. */
export async function run(Peer) {
  const [folder, work, ...rows] = process.argv.slice(2)
  const graph = new Graph(folder)
  const peer = new Peer(graph, work)
  try {
    if (rows.some((r) => !r.startsWith('load'))) await peer.open()
  } catch (e) {
    console.error(e.message.split('\n')[0])
    process.exit(1)
  }
  say({ ready: peer.version })
  for (const row of rows) {
    try {
      await answer(peer, row, graph, work)
    } catch (e) {
      say({ row, cannot: e.message.split('\n')[0] })
    }
  }
  process.exit(0)
}

async function answer(peer, row, graph, work) {
  const starts = graph.numbers('starts.tsv')
  if (row === 'load' || row === 'load bare') {
    const [seconds, edges] = await once(() => peer.load(row === 'load bare'))
    say({ row, seconds, answer: `${edges} edges` })
  } else if (row === 'open') {
    say({ row, answer: digest([await peer.near(graph.numbers('small.tsv')[0][0], 1)]) })
  } else if (/^[123] hops?$/.test(row)) {
    const [seconds, answers] = await rounds(starts, (v) => peer.near(v, Number(row[0])))
    say({ row, seconds, answer: digest(answers) })
  } else if (row === '3 hops, 2 origins') {
    const [seconds, answers] = await rounds(starts, (v) => peer.trusted(v))
    say({ row, seconds, answer: digest(answers) })
  } else if (row === 'path') {
    const [seconds, answers] = await rounds(graph.numbers('pairs.tsv'), (a, b) => peer.distance(a, b))
    say({ row, seconds, answer: answers.join(' ') })
  } else if (row === 'pagerank') {
    await peer.ready()
    const [seconds, values] = await once(() => peer.pagerank())
    const total = values.reduce((sum, v) => sum + v, 0)
    const path = join(work, `${peer.name}.pagerank`)
    writeFileSync(path, values.map((v) => `${v / total}\n`).join(''))
    say({ row, seconds, ranks: path })
  } else if (row === 'export') {
    const path = join(work, `${peer.name}.export`)
    const [seconds, edges] = await once(() => peer.export(path))
    say({ row, seconds, answer: `${edges} edges`, bytes: statSync(path).size })
    rmSync(path)
  } else {
    throw new Cannot(`no row is called ${row}`)
  }
}

/** How many lines a file has. */
export async function lines(path) {
  let n = 0
  for await (const block of createReadStream(path)) for (const byte of block) if (byte === 10) n++
  return n
}
