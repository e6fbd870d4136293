// Package server serves dyad over HTTP, and runs single GraphQL requests without it.
//
//	/graphql          questions: GET with query, operationName and variables, or POST of the same as JSON
//	/schema.graphql   what can be asked
//	/export           the formats; below it the graph, or a part of it, in one of them, and its manifest
//	/backup           for curators: everything with its past, or what was recorded since an earlier backup
//	/healthz          is the process alive?
//	/readyz           can it answer? 503 until the data is loaded
//	/                 the explorer
//
// # What it promises
//
// A request is counted before it is run ([Server.Execute]): tokens, depth, fields, and cost, which is the number of objects that
// its page sizes allow. Fragments are counted wherever they are spread, each once, so that a document that multiplies them is
// refused as fast as any other. One beyond a limit is refused with the limit's name, and no work is done. What passes is given a
// time to finish in, and ends early if its client leaves.
//
// A client is told what it did wrong, with a code of [graph.Fault]. Of what went wrong here it is told a request id and nothing
// else; the log line of that id has the rest.
//
// Over HTTP it follows the GraphQL-over-HTTP specification: application/graphql-response+json has status 400 for a document
// that can't be run, application/json has 200. It answers requests for its own host names only, so that no page of another
// site reaches it by a name that it points here, allows no other origin to read it, and serves pages that can load nothing
// from anywhere.
//
// An export has no limit on its size or its time, since nobody waits for it in vain: it is sent while it is written ([outlet]), it takes
// part in the queue of questions and gives up its turn whenever its client is to take something, and it ends with its client. One that
// fails on the way breaks off.
//
// It changes nothing by itself. Where the resolvers can, a mutation that is posted with the token of a curator does; the server finds
// out who that is, and passes on their name alone.
package server
