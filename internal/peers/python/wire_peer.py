"""dyad over HTTP and PostgreSQL over TCP, both on loopback, each asked over one connection that is kept, one question after the other.

usage: wire_peer.py GRAPH WORK ROW..., with PEERS_DYAD the address of a server of the graph and PEERS_KEY the form of its keys, or else
PEERS_POSTGRES and PEERS_PORT those of PostgreSQL.
"""

import http.client
import json
import os
import re

import peer

NEAR = """query($v: ID!, $depth: Int!) { subgraph(around: [$v], depth: $depth, direction: OUT, through: [ACTOR, EVENT], maxEntities: 500) {
  truncated entities { key } } }"""
PATH = """query($a: ID!, $b: ID!) { paths(from: $a, to: $b, maxLength: 8, direction: OUT, through: [ACTOR, EVENT], first: 1) { nodes { length } } }"""


def key(v):
    return os.environ.get("PEERS_KEY", "v%08d") % v


class Dyad:
    version = "dyad over HTTP"

    def __init__(self, graph, work):
        self.work = work

    def open(self):
        self.http = http.client.HTTPConnection(os.environ["PEERS_DYAD"])

    def ask(self, query, **variables):
        body = json.dumps({"query": query, "variables": variables})
        self.http.request("POST", "/graphql", body, {"Content-Type": "application/json"})
        got = json.load(self.http.getresponse())
        if got.get("errors"):
            raise peer.Cannot(got["errors"][0]["message"])
        return got["data"]

    def near(self, start, depth):
        found = self.ask(NEAR, v=key(start), depth=depth)["subgraph"]
        if found["truncated"]:
            raise peer.Cannot("shows at most 500 entities")
        return [int(re.sub(r"^\D+", "", e["key"])) for e in found["entities"]]

    def distance(self, a, b):
        found = self.ask(PATH, a=key(a), b=key(b))["paths"]["nodes"]
        return found[0]["length"] if found else -1


if "PEERS_DYAD" in os.environ:
    peer.run(Dyad)
else:
    import postgres_peer

    class Postgres(postgres_peer.Postgres):
        where = f" host=127.0.0.1 port={os.environ['PEERS_PORT']}"

    peer.run(Postgres)
