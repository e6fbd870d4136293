// Runs the audits of GraphQL over HTTP of the package graphql-http against the server at the URL given.
import { auditServer } from 'graphql-http';

const known = 61; // of the version in package.json: fewer would mean that some were not run

const results = await auditServer({ url: process.argv[2] });
const counts = { ok: 0, notice: 0, warn: 0, error: 0 };
for (const { status, id, name, reason } of results) {
  counts[status] += 1;
  if (status !== 'ok') console.error(`graphql-http: ${status} ${id} ${name}: ${reason}`);
}
console.log(`graphql-http: ${counts.ok} of ${results.length} audits passed (${counts.error} errors, ${counts.warn} warnings, ${counts.notice} notices)`);
process.exit(counts.ok === known && results.length === known ? 0 : 1);
