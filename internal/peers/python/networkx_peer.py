"""networkx, in memory. What it opens is a pickle of the graph, which is how it is kept."""

import gc
import os
import pickle

import networkx

import peer


class Networkx:
    version = f"networkx {networkx.__version__}"

    def __init__(self, graph, work):
        self.graph, self.work = graph, work
        self.kept = os.path.join(work, "networkx.pickle")

    def build(self, bare):
        g = networkx.MultiDiGraph() if self.graph.parallel else networkx.DiGraph()
        g.add_nodes_from(self.graph.nodes)
        if bare:
            g.add_edges_from(self.graph.rows("bare.tsv"))
        else:
            g.add_edges_from((a, b, {"type": t, "origins": n}) for a, b, t, n in self.graph.rows("edges.tsv"))
        return g

    def load(self, bare):
        return self.build(bare).number_of_edges()

    def open(self):
        gc.disable()  # millions of dictionaries that hold no cycle
        if os.path.exists(self.kept):
            with open(self.kept, "rb") as f:
                self.g = pickle.load(f)
        else:
            self.g = self.build(bare=False)
            with open(self.kept, "wb") as f:
                pickle.dump(self.g, f, pickle.HIGHEST_PROTOCOL)
        gc.enable()
        gc.freeze()

    def ready(self):
        """PageRank counts parallel edges once."""
        self.merged = networkx.DiGraph(self.g) if self.graph.parallel else self.g

    def near(self, start, depth):
        return networkx.single_source_shortest_path_length(self.g, start, cutoff=depth).keys()

    def trusted(self, start):
        if self.graph.parallel:
            fits = lambda a, b, k: self.g[a][b][k]["origins"] >= peer.TRUSTED
        else:
            fits = lambda a, b: self.g[a][b]["origins"] >= peer.TRUSTED
        seen = networkx.subgraph_view(self.g, filter_edge=fits)
        return networkx.single_source_shortest_path_length(seen, start, cutoff=3).keys()

    def distance(self, a, b):
        return len(networkx.bidirectional_shortest_path(self.g, a, b)) - 1

    def pagerank(self):
        n = self.graph.counts["nodes"]
        found = networkx.pagerank(self.merged, peer.DAMPING, max_iter=peer.STEPS, tol=peer.TOLERANCE / n, weight=None)
        return [found[v] for v in range(n)]

    def export(self, path):
        networkx.write_graphml(self.g, path)
        return self.g.number_of_edges()


peer.run(Networkx)
