// Package resolver answers what the GraphQL schema asks.
//
// Every request is answered from one snapshot of the index, taken when it begins ([Root.Begin]), so that its parts agree with
// each other while data is loaded. Entities, relationships, statuses and counts come from the index; the full records of
// claims, mentions, times of transactions and the words of texts come from what [Config] hands in. A page of claims is one
// call: what else a page may ask for is noted when it is made and fetched together ([desk]).
//
// A list is read from where its cursor says, never from the beginning, and no further than the page. A filter that hardly
// anything fits, and totalCount under a filter, have to look at more; both heed the request's deadline.
//
// An error that a client may see is a [graph.Error] with a fault of the client's. Everything else is for the server to hide.
package resolver
