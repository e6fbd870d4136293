"""igraph, in memory. What it opens is its own pickle of the graph."""

import os

import igraph

import peer


class Igraph:
    version = f"igraph {igraph.__version__}"

    def __init__(self, graph, work):
        self.graph, self.work = graph, work
        self.kept = os.path.join(work, "igraph.pickle")

    def build(self, bare):
        n = self.graph.counts["nodes"]
        if bare:
            return igraph.Graph(n, list(self.graph.rows("bare.tsv")), directed=True)
        ends, types, origins = [], [], []
        for a, b, t, o in self.graph.rows("edges.tsv"):
            ends.append((a, b))
            types.append(t)
            origins.append(o)
        return igraph.Graph(n, ends, directed=True, edge_attrs={"type": types, "origins": origins})

    def load(self, bare):
        return self.build(bare).ecount()

    def open(self):
        if os.path.exists(self.kept):
            self.g = igraph.Graph.Read_Pickle(self.kept)
        else:
            self.g = self.build(bare=False)
            self.g.write_pickle(self.kept)

    def near(self, start, depth):
        return self.g.neighborhood(start, order=depth, mode="out")

    def trusted(self, start):
        """There is no filter within a walk: every question cuts the graph down first."""
        cut = self.g.subgraph_edges(self.g.es.select(origins_ge=peer.TRUSTED), delete_vertices=False)
        return cut.neighborhood(start, order=3, mode="out")

    def distance(self, a, b):
        return len(self.g.get_shortest_paths(a, b, mode="out", output="epath")[0])

    def ready(self):
        self.merged = self.g.copy().simplify(loops=False) if self.graph.parallel else self.g

    def pagerank(self):
        return self.merged.pagerank(damping=peer.DAMPING)

    def export(self, path):
        self.g.write_graphml(path)
        return self.g.ecount()


peer.run(Igraph)
