import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import "graphiql/style.css";
import "./graphiql.css";
import first from "./first.graphql?raw";

// Beside the page, so that it also works where a proxy puts the server below a path.
const endpoint = new URL("graphql", location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol === "https:" ? "wss:" : "ws:";

const fetcher = createGraphiQLFetcher({
  url: endpoint.href,
  subscriptionUrl: socket.href, // opened by the first subscription
  enableIncrementalDelivery: false, // answers here come whole
});

// A question that a link brings stands behind the mark of the address, which is not sent to the server.
const linked = new URLSearchParams(location.hash.slice(1));

createRoot(document.getElementById("graphiql")).render(
  createElement(GraphiQL, {
    fetcher,
    defaultQuery: first,
    query: linked.get("query") ?? undefined,
    variables: linked.get("variables") ?? undefined,
    shouldPersistHeaders: false,
  }),
);
