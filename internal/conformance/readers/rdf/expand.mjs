// Reads JSON-LD with jsonld.js and prints it as N-Quads: with "canonical" all of it at once in canonical form, else a thousand nodes at a
// time. They stand one a line, and none is blank.
//
// usage: expand.mjs FILE.jsonld [canonical]

import {createReadStream, readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import jsonld from 'jsonld';

const [file, canonical] = process.argv.slice(2);
const options = {documentLoader: url => { throw new Error(`a remote context: ${url}`); }, safe: true};

async function byParts() {
  let context, nodes = [];
  const flush = async () => {
    process.stdout.write(await jsonld.toRDF({'@context': context, '@graph': nodes}, {...options, format: 'application/n-quads'}));
    nodes = [];
  };
  for await (const line of createInterface({input: createReadStream(file)})) {
    if (context === undefined) {
      context = JSON.parse(line.replace(/,$/, '') + '}')['@context'];
    } else if (line.startsWith('{')) {
      nodes.push(JSON.parse(line.replace(/,$/, '')));
      if (nodes.length === 1000) await flush();
    }
  }
  await flush();
}

async function whole() {
  process.stdout.write(await jsonld.canonize(JSON.parse(readFileSync(file, 'utf8')), {...options, algorithm: 'RDFC-1.0'}));
}

await (canonical ? whole() : byParts());
