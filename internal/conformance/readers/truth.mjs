// What dyad itself says of an exported graph: its JSON Lines, for readers in JavaScript to be compared with.
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'

// The records of FOLDER/jsonl.jsonl by kind, and what went wrong so far.
export class Truth {
  constructor(folder) {
    this.folder = folder
    this.name = basename(folder)
    this.records = {}
    for (const line of this.read('jsonl.jsonl').split('\n')) {
      if (line === '') continue
      const record = JSON.parse(line)
      ;(this.records[record.kind] ??= []).push(record)
    }
    const by = (kind, field) => new Map((this.records[kind] ?? []).map((r) => [r[field], r]))
    this.entities = by('entity', 'key')
    this.claims = by('claim', 'id')
    this.sources = by('source', 'key')
    this.relationships = by('relationship', 'id')
    // Those of an event alone have one end, and are no edges.
    this.edges = new Map([...this.relationships].filter(([, r]) => r.to))
    this.symmetric = new Set((this.records.term ?? []).filter((t) => t.symmetric).map((t) => t.key))
    this.failures = []
  }

  path(file) {
    return join(this.folder, file)
  }

  read(file) {
    return readFileSync(this.path(file), 'utf8')
  }

  // same notes a failure unless got is want.
  same(what, got, want) {
    if (isDeepStrictEqual(got, want)) return
    const short = (v) => (JSON.stringify(v) ?? 'nothing').slice(0, 400)
    this.failures.push(`${this.name}: ${what}: got ${short(got)}, want ${short(want)}`)
  }

  // report adds a line to the table.
  report(format, reader, read) {
    console.log([this.name, format, reader, read].join('\t'))
  }

  // end ends the script: with the failures, if there are any.
  end() {
    if (this.failures.length === 0) return
    console.error(this.failures.slice(0, 50).join('\n'))
    process.exit(1)
  }
}

// sorted returns texts in the order of their code units.
export const sorted = (texts) => [...texts].sort()
