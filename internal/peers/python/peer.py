"""What every peer in Python shares: the protocol of internal/peers, its clock and its files.

A peer is run as PEER GRAPH WORK ROW... It says {"ready": "name and version"} once it can answer, and then, for each row, a line with the
seconds that each round took and the answer, or why it cannot. docs/decisions/0038-peers.md tells what the rows are.
"""

import hashlib
import json
import os
import sys
import time

DAMPING, TOLERANCE, STEPS = 0.85, 1e-9, 200
TRUSTED = 2  # origins
ROUNDS = int(os.environ.get("PEERS_ROUNDS", "5"))
ENOUGH = float(os.environ.get("PEERS_SECONDS", "60")) / 4  # after so much of its time a row begins no further round
SHORTEST = 0.02  # a round is of as many repetitions as take so long


class Cannot(Exception):
    """Why a row can't be done."""


def say(**line):
    print(json.dumps(line), flush=True)


class Graph:
    """A folder of files that the program graphs wrote."""

    def __init__(self, folder):
        self.folder = folder
        with open(self.path("graph.json")) as f:
            self.counts = json.load(f)
        self.parallel = self.counts["edges"] > self.counts["relationships"]

    def path(self, name):
        return os.path.join(self.folder, name)

    def rows(self, name):
        """The rows of a table: numbers are numbers."""
        with open(self.path(name)) as f:
            for line in f:
                yield [int(cell) if cell.isdigit() else cell for cell in line.rstrip("\n").split("\t")]

    def column(self, name):
        return [row[0] for row in self.rows(name)]

    @property
    def nodes(self):
        return range(self.counts["nodes"])


def digest(answers):
    """One digest of answers, each a collection of vertices."""
    text = "\n".join(" ".join(map(str, sorted(set(a)))) for a in answers)
    return f"{sum(len(set(a)) for a in answers)} {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def rounds(questions, ask):
    """Asks all questions, several rounds of it; returns the seconds that one question took in each round, and the answers."""
    clock, taken, questions = time.perf_counter, [], list(questions)
    begun = clock()
    answers = [ask(*q) for q in questions]
    first = clock() - begun
    times = max(1, round(SHORTEST / max(first, 1e-9)))
    if times == 1:
        taken.append(first / len(questions))
    while len(taken) < ROUNDS and (not taken or clock() - begun < ENOUGH):
        start = clock()
        for _ in range(times):
            for q in questions:
                ask(*q)
        taken.append((clock() - start) / len(questions) / times)
    return taken, answers


def once(do):
    """Does a long piece of work several times, if it isn't too long; returns the seconds of each, and what it gave last."""
    clock, taken = time.perf_counter, []
    begun = clock()
    while len(taken) < 3 and (not taken or clock() - begun < ENOUGH):
        start = clock()
        result = do()
        taken.append(clock() - start)
    return taken, result


def ranks(work, name, values):
    """Writes PageRank for the judge, normalized to add up to 1: value by vertex."""
    total = sum(values)
    path = os.path.join(work, f"{name}.pagerank")
    with open(path, "w") as f:
        f.writelines(f"{v / total:.17g}\n" for v in values)
    return path


def run(peer):
    """Runs a peer: a class with what opens it, and a method for each row.

    peer(graph, work) begins; load(bare) makes the graph anew, returning how many edges it has; open() gets ready to answer; then near(start, depth),
    trusted(start), distance(from, to) answer in vertices, ready() may make what pagerank() needs before the clock
    runs, which answers in values by vertex, and export(path) in how many edges it wrote.
    """
    graph, rows = Graph(sys.argv[1]), sys.argv[3:]
    p = peer(graph, sys.argv[2])
    if any(not r.startswith("load") for r in rows):
        p.open()
    say(ready=p.version)
    for row in rows:
        try:
            answer(p, row, graph)
        except Cannot as e:
            say(row=row, cannot=str(e))
        except Exception as e:  # the other rows may do
            say(row=row, cannot=f"{type(e).__name__}: {e}".splitlines()[0])


def answer(p, row, graph):
    """Does a row. Rows over the wire begin where neighbourhoods are small."""
    wire = row.startswith("wire ")
    name = row.removeprefix("wire ")
    starts = [(v,) for v in graph.column("small.tsv" if wire else "starts.tsv")]
    if name in ("load", "load bare"):
        taken, edges = once(lambda: p.load(name == "load bare"))
        say(row=row, seconds=taken, answer=f"{edges} edges")
    elif name == "open":
        say(row=row, answer=digest([p.near(graph.column("small.tsv")[0], 1)]))
    elif name in ("1 hop", "2 hops", "3 hops"):
        depth = int(name[0])
        taken, answers = rounds(starts, lambda v: p.near(v, depth))
        say(row=row, seconds=taken, answer=digest(answers))
    elif name == "3 hops, 2 origins":
        taken, answers = rounds(starts, p.trusted)
        say(row=row, seconds=taken, answer=digest(answers))
    elif name == "path":
        taken, answers = rounds(graph.rows("pairs.tsv"), p.distance)
        say(row=row, seconds=taken, answer=" ".join(map(str, answers)))
    elif name == "pagerank":
        p.ready()
        taken, values = once(p.pagerank)
        say(row=row, seconds=taken, ranks=ranks(p.work, type(p).__name__, values))
    elif name == "export":
        path = os.path.join(p.work, f"{type(p).__name__}.export")
        taken, edges = once(lambda: p.export(path))
        say(row=row, seconds=taken, answer=f"{edges} edges", bytes=os.path.getsize(path))
        os.remove(path)
    else:
        raise Cannot(f"no row is called {row}")


def two_way(a, b, step):
    """How many edges lead from a to b, by a search from both ends: step(level, far, near) gives what the edges lead to whose end near is
    in the level. -1 if none do."""
    if a == b:
        return 0
    sides = [([a], {a}, "b", "a"), ([b], {b}, "a", "b")]
    steps = 0
    while sides[0][0] and sides[1][0]:
        steps += 1
        i = 0 if len(sides[0][0]) <= len(sides[1][0]) else 1
        level, seen, far, near = sides[i]
        new = set(step(level, far, near)) - seen
        if not new.isdisjoint(sides[1 - i][1]):
            return steps
        sides[i] = (list(new), seen | new, far, near)
    return -1


def lines(path):
    with open(path, "rb") as f:
        return sum(block.count(b"\n") for block in iter(lambda: f.read(1 << 20), b""))
