"""Has networkx write the GraphML that dyad wrote, and prints what the writing took. Reading it is not counted.

usage: networkx_graphml.py GRAPH IN OUT
"""

import os
import resource
import sys
import time

import networkx

graph, given, out = sys.argv[1:]
g = networkx.read_graphml(given, force_multigraph=True)
wall, cpu = time.monotonic(), time.process_time()
networkx.write_graphml(g, out)
wall, cpu = time.monotonic() - wall, time.process_time() - cpu
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(graph, f"networkx {networkx.__version__}: graphml", f"{cpu:.1f}", f"{wall:.1f}", peak, f"{os.path.getsize(out) / 1e6:.1f}", sep="\t")
