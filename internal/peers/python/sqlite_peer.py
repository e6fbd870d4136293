"""SQLite, in process. Walks are one recursive query each; the path is looked for from both ends, a query a step."""

import os
import sqlite3
import subprocess

import peer

NEAR = """WITH RECURSIVE near(v, steps) AS (
  SELECT ?, 0 UNION SELECT edge.b, near.steps + 1 FROM near JOIN edge ON edge.a = near.v WHERE near.steps < ? {}
) SELECT DISTINCT v FROM near"""
STEP = "SELECT DISTINCT edge.{} FROM json_each(?) AS now JOIN edge ON edge.{} = now.value"


class Sqlite:
    version = f"SQLite {sqlite3.sqlite_version}"

    def __init__(self, graph, work):
        self.graph, self.work = graph, work
        self.kept = os.path.join(work, "sqlite.db")

    def load(self, bare):
        path = self.kept + ".bare" if bare else self.kept
        if os.path.exists(path):
            os.remove(path)
        db = sqlite3.connect(path)
        with db:
            db.execute("CREATE TABLE node(id INTEGER PRIMARY KEY)")
            db.executemany("INSERT INTO node VALUES (?)", self.graph.rows("nodes.tsv"))
            columns = "a INTEGER, b INTEGER" if bare else "a INTEGER, b INTEGER, type TEXT, origins INTEGER"
            db.execute(f"CREATE TABLE edge({columns})")
            marks = "?, ?" if bare else "?, ?, ?, ?"
            db.executemany(f"INSERT INTO edge VALUES ({marks})", self.graph.rows("bare.tsv" if bare else "edges.tsv"))
            db.execute(f"CREATE INDEX ahead ON edge(a, b{'' if bare else ', origins'})")
            db.execute("CREATE INDEX back ON edge(b, a)")
        db.execute("ANALYZE")
        count = db.execute("SELECT count(*) FROM edge").fetchone()[0]
        db.close()
        return count

    def open(self):
        if not os.path.exists(self.kept):
            self.load(bare=False)
        self.db = sqlite3.connect(self.kept)

    def column(self, query, *args):
        return [row[0] for row in self.db.execute(query, args)]

    def near(self, start, depth):
        return self.column(NEAR.format(""), start, depth)

    def trusted(self, start):
        return self.column(NEAR.format(f"AND edge.origins >= {peer.TRUSTED}"), start, 3)

    def distance(self, a, b):
        return peer.two_way(a, b, lambda level, far, near: self.column(STEP.format(far, near), str(level)))

    def ready(self):
        raise peer.Cannot("has no PageRank")

    def export(self, path):
        with open(path, "w") as out:
            subprocess.run(["sqlite3", "-csv", "-header", self.kept, "SELECT * FROM edge"], stdout=out, check=True)
        return peer.lines(path) - 1


peer.run(Sqlite)
