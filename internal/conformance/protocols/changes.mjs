// What the checks of streams ask of the server besides queries.

// ask sends a question over plain HTTP and returns the data of the answer.
export async function ask(url, query) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const answer = await response.json();
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

// following returns a subscription to the changes behind the first one, and the cursor of what it yields first.
export async function following(url) {
  const { changes } = await ask(url, '{ changes(first: 2) { edges { cursor } } }');
  const [first, second] = changes.edges.map((e) => e.cursor);
  return { query: `subscription { changes(after: ${JSON.stringify(first)}) { cursor } }`, cursor: second };
}
