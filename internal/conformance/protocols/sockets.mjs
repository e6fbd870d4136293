// Speaks graphql-transport-ws with the server at the URL given: by the client of the package graphql-ws, and by raw messages.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { assert, checks } from './checks.mjs';
import { ask, following } from './changes.mjs';

const url = process.argv[2];
const socketURL = url.replace(/^http/, 'ws');
const { check, end } = checks('graphql-ws');

const client = () => createClient({ url: socketURL, webSocketImpl: WebSocket, retryAttempts: 0 });

// all gathers what an operation yields.
async function all(c, request) {
  const results = [];
  for await (const result of c.iterate(request)) results.push(result);
  return results;
}

// raw sends messages one after the other, the first when the socket is open, each other when something has come back, and
// returns how it was closed.
function raw(messages, protocol = 'graphql-transport-ws') {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(socketURL, protocol);
    const left = [...messages];
    const send = () => left.length > 0 && socket.send(left.shift());
    socket.on('open', send);
    socket.on('message', send);
    socket.on('close', (code, reason) => resolve([code, String(reason)]));
    socket.on('error', reject);
  });
}

const init = '{"type":"connection_init"}';
const claims = (id) => JSON.stringify({ id, type: 'subscribe', payload: { query: '{ claims(first: 500) { nodes { id gist } } }' } });

await check('a query', async () => {
  const { stats } = await ask(url, '{ stats { claims } }');
  assert.deepEqual((await all(client(), { query: '{ stats { claims } }' })).map((r) => r.data), [{ stats }]);
});
await check('variables and the name of an operation', async () => {
  const [result] = await all(client(), {
    query: 'query A($n: Int) { entities(first: $n) { nodes { key } } } query B { server { version } }',
    operationName: 'A',
    variables: { n: 2 },
  });
  assert.equal(result.data.entities.nodes.length, 2);
});
await check('many at once over one connection', async () => {
  const c = client();
  const results = await Promise.all(Array.from({ length: 15 }, (_, i) => all(c, { query: `{ n${i}: __typename }` })));
  results.forEach(([result], i) => assert.deepEqual(result.data, { [`n${i}`]: 'Query' }));
});
await check('an error of a field stands beside the data', async () => {
  const [result] = await all(client(), { query: '{ __typename entity(by: {name: "nobody has this name"}) { key } }' });
  assert.equal(result.data.__typename, 'Query');
  assert.equal(result.errors[0].extensions.code, 'NOT_FOUND');
});
await check('a document that is not run', async () => {
  await assert.rejects(all(client(), { query: '{ nothing }' }), (errors) => errors[0].extensions.code === 'BAD_USER_INPUT');
});
await check('a document beyond the limits', async () => {
  const query = `{ ${Array.from({ length: 1001 }, (_, i) => `a${i}: __typename`).join(' ')} }`;
  await assert.rejects(all(client(), { query }), (errors) => errors[0].extensions.code === 'COST_LIMIT_EXCEEDED');
});
await check('4400 for a message that there is not', async () => assert.equal((await raw([init, '{"type":"nonsense"}']))[0], 4400));
await check('4400 for what is no JSON', async () => assert.equal((await raw(['x']))[0], 4400));
await check('4401 before the beginning', async () => assert.deepEqual(await raw([claims('a')]), [4401, 'Unauthorized']));
await check('4406 for no protocol', async () => assert.deepEqual(await raw([], []), [4406, 'Subprotocol not acceptable']));
await check('4408 for silence', async () => assert.deepEqual(await raw([]), [4408, 'Connection initialisation timeout']));
await check('4429 for two beginnings', async () => assert.deepEqual(await raw([init, init]), [4429, 'Too many initialisation requests']));

await check('4409 for an id in use', async () => {
  const again = JSON.stringify({ id: 'a', type: 'subscribe', payload: { query: (await following(url)).query } });
  assert.deepEqual(await raw([init, again, again]), [4409, 'Subscriber for a already exists']);
});
await check('changes are resumed behind a cursor', async () => {
  const changes = await following(url);
  for await (const { data } of client().iterate({ query: changes.query })) {
    assert.equal(data.changes.cursor, changes.cursor);
    return; // which ends the subscription
  }
  assert.fail('the subscription ended without a change');
});
end();
