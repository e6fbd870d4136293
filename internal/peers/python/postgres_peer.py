"""PostgreSQL, over its socket. Walks are one recursive query each; the path is looked for from both ends, a query a step.

PEERS_POSTGRES names the server, as libpq takes it.
"""

import os

import psycopg2

import peer

NEAR = """WITH RECURSIVE near(v, steps) AS (
  SELECT %s::int, 0 UNION SELECT edge.b, near.steps + 1 FROM near JOIN edge ON edge.a = near.v WHERE near.steps < %s {}
) SELECT DISTINCT v FROM near"""
STEP = "SELECT DISTINCT {} FROM edge WHERE {} = ANY(%s)"


class Postgres:
    where = ""  # another place than PEERS_POSTGRES names

    def __init__(self, graph, work):
        self.graph, self.work = graph, work
        self.db = psycopg2.connect(os.environ["PEERS_POSTGRES"] + self.where)
        self.db.autocommit = True
        self.version = "PostgreSQL " + self.db.get_parameter_status("server_version").split(" ")[0]
        self.schema = "graph_" + graph.counts["graph"].replace("-", "_")

    def load(self, bare):
        schema = self.schema + "_bare" if bare else self.schema
        c = self.db.cursor()
        c.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        c.execute("BEGIN")
        c.execute(f"CREATE SCHEMA {schema}")
        c.execute(f"SET LOCAL search_path TO {schema}")
        c.execute("CREATE TABLE node(id int PRIMARY KEY)")
        c.execute(f"CREATE TABLE edge({'a int, b int' if bare else 'a int, b int, type text, origins int'})")
        for table, name in ("node", "nodes.tsv"), ("edge", "bare.tsv" if bare else "edges.tsv"):
            with open(self.graph.path(name)) as f:
                c.copy_expert(f"COPY {table} FROM STDIN", f, size=1 << 16)
        c.execute(f"CREATE INDEX ahead ON edge(a, b{'' if bare else ', origins'})")
        c.execute("CREATE INDEX back ON edge(b, a)")
        c.execute("SELECT count(*) FROM edge")
        count = c.fetchone()[0]
        c.execute("COMMIT")
        c.execute(f"VACUUM ANALYZE {schema}.edge")
        return count

    def open(self):
        self.c = self.db.cursor()
        self.c.execute("SELECT to_regclass(%s)", (self.schema + ".edge",))
        if self.c.fetchone()[0] is None:
            self.load(bare=False)
        self.c.execute(f"SET search_path TO {self.schema}")

    def column(self, query, *args):
        self.c.execute(query, args)
        return [row[0] for row in self.c.fetchall()]

    def near(self, start, depth):
        return self.column(NEAR.format(""), start, depth)

    def trusted(self, start):
        return self.column(NEAR.format(f"AND edge.origins >= {peer.TRUSTED}"), start, 3)

    def distance(self, a, b):
        return peer.two_way(a, b, lambda level, far, near: self.column(STEP.format(far, near), level))

    def ready(self):
        raise peer.Cannot("has no PageRank")

    def export(self, path):
        with open(path, "w") as out:
            self.c.copy_expert("COPY edge TO STDOUT (FORMAT csv, HEADER)", out, size=1 << 16)
        return peer.lines(path) - 1


if __name__ == "__main__":
    peer.run(Postgres)
