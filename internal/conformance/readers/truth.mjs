// What dyad itself says of an exported graph: its JSON Lines, for readers in JavaScript to be compared with. truth.py is its twin.
import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual, inspect } from 'node:util';

export class Truth {
  // read takes the records of FOLDER/jsonl.jsonl.
  static async read(folder) {
    const t = new Truth();
    t.folder = folder;
    t.name = basename(folder);
    t.records = {};
    t.failures = [];
    for await (const line of createInterface({ input: createReadStream(t.path('jsonl.jsonl')), crlfDelay: Infinity })) {
      const record = JSON.parse(line);
      (t.records[record.kind] ??= []).push(record);
    }
    const by = (kind, field) => new Map((t.records[kind] ?? []).map((r) => [r[field], r]));
    t.entities = by('entity', 'key');
    t.claims = by('claim', 'id');
    t.sources = by('source', 'key');
    t.relationships = by('relationship', 'id');
    // Those of an event alone have one end, and are no edges.
    t.edges = new Map([...t.relationships].filter(([, r]) => r.to));
    return t;
  }

  path(file) { return join(this.folder, file); }

  // same notes a failure unless got is want.
  same(what, got, want) {
    if (isDeepStrictEqual(got, want)) return;
    const short = (v) => inspect(v, { depth: 6, breakLength: Infinity, maxArrayLength: 20 }).slice(0, 400);
    this.failures.push(`${this.name}: ${what}: got ${short(got)}, want ${short(want)}`);
  }

  // report adds a line to the table.
  report(format, reader, read) { console.log([this.name, format, reader, read].join('\t')); }

  // end ends the script: with the failures, if there are any.
  end() {
    if (this.failures.length === 0) process.exit(0);
    console.error(this.failures.slice(0, 50).join('\n'));
    process.exit(1);
  }
}

// sorted returns texts in the order of their code units.
export const sorted = (texts) => [...texts].sort();
