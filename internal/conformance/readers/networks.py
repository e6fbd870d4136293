"""Reads GraphML with networkx and igraph, CSV with pandas, and what Graphviz drew.

usage: networks.py FOLDER
"""

import json
import os
import sys
import warnings

import igraph
import networkx
import pandas

from truth import Truth

warnings.simplefilter("ignore")
t = Truth(sys.argv[1])


def xml(text):
    """What XML can carry of a text: control characters are replaced, and a reader sees any line end as a line feed."""
    return "".join(c if c in "\t\n\r" or c >= " " else "\ufffd" for c in text)


triples = sorted((r["from"], r["type"], r["to"], r["status"], r.get("sign", "")) for r in t.edges.values())
size = f"{len(t.entities)} nodes, {len(triples)} edges"

g = networkx.read_graphml(t.path("graphml.graphml"), force_multigraph=True)
t.same("networkx nodes", sorted(g.nodes), sorted(t.entities))
t.same(
    "networkx edges",
    sorted((a, d["type"], b, d["status"], d.get("sign", "")) for a, b, d in g.edges(data=True)),
    triples,
)
t.same("networkx keys of edges", sorted(k for _, _, k in g.edges(keys=True)), sorted(t.edges))
for key, data in g.nodes(data=True):
    t.same(f"networkx label of {key}", data.get("label"), xml(t.entities[key]["name"]))
for _, _, key, data in g.edges(keys=True, data=True):
    r = t.edges[key]
    t.same(f"networkx claims of {key}", [c for c in data["claim_ids"].split("; ") if c not in t.claims], [])
    # Algorithms take an attribute of that name for lengths, which may not be negative.
    t.same(f"networkx weight of {key}", (data.get("weight"), data.get("type_weight")), (None, r.get("weight")))
    for held, name in ((True, "held"), (False, "not_held")):
        times = [s["when"] for s in r.get("spells", []) if s["holds"] == held]
        t.same(f"networkx {name} of {key}", data.get(name, ""), "; ".join(times))
t.report("graphml", f"networkx {networkx.__version__}", size)

i = igraph.Graph.Read_GraphML(t.path("graphml.graphml"))
# It makes the ids of the file attributes of that name, unless an attribute has it already.
t.same("igraph nodes", sorted(v["id"] for v in i.vs), sorted(t.entities))
t.same("igraph keys", [v["id"] for v in i.vs], [v["key"] for v in i.vs])
t.same("igraph ids of edges", sorted(e["id"] for e in i.es), sorted(t.edges))
t.same("igraph weights", [e.attributes().get("weight") for e in i.es if "weight" in i.es.attributes()], [])
t.same(
    "igraph edges",
    sorted((i.vs[e.source]["key"], e["type"], i.vs[e.target]["key"], e["status"], e["sign"]) for e in i.es),
    triples,
)
t.report("graphml", f"igraph {igraph.__version__}", size)

table = pandas.read_csv(t.path("csv.csv"), keep_default_na=False, dtype=str)
t.same("pandas claims", sorted(table["claim"]), sorted(t.claims))
for row in table.to_dict("records"):
    claim = t.claims[row["claim"]]
    t.same(f"pandas gist of {row['claim']}", row["gist"], claim.get("gist", ""))
    t.same(f"pandas polarity of {row['claim']}", row["polarity"], claim["polarity"])
    t.same(f"pandas voices of {row['claim']}", json.loads(row["voices"] or "[]"), claim.get("voices", []))
    t.same(f"pandas name in {row['claim']}", row["from_name"], t.entities[claim["from"]]["name"])
    # A claim without a relationship between its own ends has neither.
    own = t.relationships.get(row["relationship"], {})
    t.same(f"pandas status and sign of {row['claim']}", (row["status"], row["sign"]), (own.get("status", ""), own.get("sign", "")))
t.same("pandas relationships", set(table["relationship"]) - {""} - set(t.relationships), set())
t.report("csv", f"pandas {pandas.__version__}", f"{len(t.claims)} claims")

if os.path.exists(t.path("drawn.svg")):
    with open(t.path("drawn.svg"), encoding="utf-8") as drawing:
        text = drawing.read()
    t.same("graphviz nodes", text.count('class="node"'), len(t.entities))
    t.same("graphviz edges", text.count('class="edge"'), len(t.edges))
    t.report("dot", "graphviz", size)

t.end()
