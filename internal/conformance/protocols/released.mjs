// Compares the schema in the second file with the released one in the first, and fails on what would break who relies on it.
import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const [before, after] = process.argv.slice(2).map((file) => readFileSync(file, 'utf8'));
const changes = await diff(buildSchema(before), buildSchema(after));
const of = (level) => changes.filter((c) => c.criticality.level === level);
const breaking = of(CriticalityLevel.Breaking);
for (const c of breaking) console.error(`schema: breaking: ${c.message}`);
for (const c of of(CriticalityLevel.Dangerous)) console.log(`schema: may surprise: ${c.message}`);
const version = /^# (.*)$/m.exec(before)[1];
console.log(`schema: ${breaking.length} breaking changes of ${changes.length} against the released one (${version})`);
if (breaking.length > 0) {
  console.error('schema: add fields instead of changing them; if a break is meant, `make release-schema` renews what is compared with, and CHANGELOG.md tells who is affected');
}
process.exit(breaking.length === 0 ? 0 : 1);
