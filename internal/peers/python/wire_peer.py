"""dyad over HTTP and PostgreSQL over TCP, both on loopback, each asked over one connection that is kept, one question after the other,
by a client in C: libcurl and libpq.

usage: wire_peer.py GRAPH WORK ROW..., with PEERS_DYAD the address of a server of the graph and PEERS_KEY the form of its keys, or else
PEERS_POSTGRES and PEERS_PORT those of PostgreSQL.
"""

import io
import json
import os

import peer

NEAR = """query($v: ID!, $depth: Int!) { subgraph(around: [$v], depth: $depth, direction: OUT, through: [ACTOR, EVENT], maxEntities: 500) {
  truncated entities { key } } }"""
PATH = """query($a: ID!, $b: ID!) { paths(from: $a, to: $b, maxLength: 8, direction: OUT, through: [ACTOR, EVENT], first: 1) { nodes { length } } }"""


KEY = os.environ.get("PEERS_KEY", "v%08d")
PREFIX = KEY.index("%")


class Dyad:
    version = "dyad over HTTP"

    def __init__(self, graph, work):
        self.work = work

    def open(self):
        self.http = pycurl.Curl()
        self.http.setopt(pycurl.URL, f"http://{os.environ['PEERS_DYAD']}/graphql")
        self.http.setopt(pycurl.HTTPHEADER, ["Content-Type: application/json"])

    def ask(self, query, **variables):
        got = io.BytesIO()
        self.http.setopt(self.http.POSTFIELDS, json.dumps({"query": query, "variables": variables}))
        self.http.setopt(self.http.WRITEDATA, got)
        self.http.perform()
        got = json.loads(got.getvalue())
        if got.get("errors"):
            raise peer.Cannot(got["errors"][0]["message"])
        return got["data"]

    def near(self, start, depth):
        found = self.ask(NEAR, v=KEY % start, depth=depth)["subgraph"]
        if found["truncated"]:
            raise peer.Cannot("shows at most 500 entities")
        return [int(e["key"][PREFIX:]) for e in found["entities"]]

    def distance(self, a, b):
        found = self.ask(PATH, a=KEY % a, b=KEY % b)["paths"]["nodes"]
        return found[0]["length"] if found else -1


if "PEERS_DYAD" in os.environ:
    import pycurl

    peer.run(Dyad)
else:
    import postgres_peer

    class Postgres(postgres_peer.Postgres):
        where = f" host=127.0.0.1 port={os.environ['PEERS_PORT']}"

    peer.run(Postgres)
