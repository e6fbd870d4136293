// Asks the server at the URL given by the client of the package graphql-sse, in its distinct connections mode.
import { createClient } from 'graphql-sse';
import { assert, checks } from './checks.mjs';
import { ask, following } from './changes.mjs';

const url = process.argv[2];
const { check, end } = checks('graphql-sse');
const client = createClient({ url, singleConnection: false, retryAttempts: 0 });

async function all(request) {
  const results = [];
  for await (const result of client.iterate(request)) results.push(result);
  return results;
}

await check('a query', async () => {
  const { stats } = await ask(url, '{ stats { claims } }');
  assert.deepEqual((await all({ query: '{ stats { claims } }' })).map((r) => r.data), [{ stats }]);
});
await check('variables', async () => {
  const [result] = await all({ query: 'query ($n: Int) { entities(first: $n) { nodes { key } } }', variables: { n: 2 } });
  assert.equal(result.data.entities.nodes.length, 2);
});
await check('a large answer', async () => {
  const [result] = await all({ query: '{ claims(first: 500) { nodes { id gist voices { label } } } }' });
  assert.ok(result.data.claims.nodes.length > 100);
});
await check('a document that is not run', async () => {
  const [result] = await all({ query: '{ nothing }' });
  assert.equal(result.errors[0].extensions.code, 'BAD_USER_INPUT');
});
await check('several at once', async () => {
  const results = await Promise.all(Array.from({ length: 5 }, (_, i) => all({ query: `{ n${i}: __typename }` })));
  results.forEach(([result], i) => assert.deepEqual(result.data, { [`n${i}`]: 'Query' }));
});

await check('changes are resumed behind a cursor', async () => {
  const changes = await following(url);
  for await (const { data } of client.iterate({ query: changes.query })) {
    assert.equal(data.changes.cursor, changes.cursor);
    return; // which ends the subscription
  }
  assert.fail('the subscription ended without a change');
});
end();
