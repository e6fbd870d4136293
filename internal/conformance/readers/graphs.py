"""Reads node-link and Cytoscape JSON with networkx, and the spells of GEXF with ElementTree.

usage: graphs.py FOLDER
"""

import calendar
import inspect
import json
import sys
import warnings
import xml.etree.ElementTree

import networkx

from truth import Truth

warnings.simplefilter("ignore")
t = Truth(sys.argv[1])
size = f"{len(t.entities)} nodes, {len(t.edges)} edges"


def compare(reader, g):
    """Compares a MultiDiGraph whose edges have the ids of relationships for keys."""
    t.same(f"{reader} directed", (g.is_directed(), g.is_multigraph()), (True, True))
    t.same(f"{reader} nodes", sorted(g.nodes), sorted(t.entities))
    t.same(f"{reader} edges", sorted(k for _, _, k in g.edges(keys=True)), sorted(t.edges))
    for key, data in g.nodes(data=True):
        t.same(f"{reader} label of {key}", data["label"], t.entities[key]["name"])
    for a, b, key, data in g.edges(keys=True, data=True):
        r = t.edges[key]
        t.same(f"{reader} ends of {key}", (a, b, data["type"]), (r["from"], r["to"], r["type"]))
        t.same(f"{reader} status of {key}", (data["status"], data.get("sign")), (r["status"], r.get("sign")))
        t.same(f"{reader} weight of {key}", (data.get("weight"), data.get("type_weight")), (None, r.get("weight")))
        for held, name in ((True, "held"), (False, "not_held")):
            want = [s["when"] for s in r.get("spells", []) if s["holds"] == held]
            t.same(f"{reader} {name} of {key}", data.get(name, []), want)
        for claim in data["claim_ids"]:
            t.same(f"{reader} claim {claim}", {"kind": "claim", **g.graph["claims"][claim]}, t.claims[claim])
    t.same(f"{reader} claims", sorted(g.graph["claims"]), sorted(t.claims))


with open(t.path("node-link.json"), encoding="utf-8") as file:
    data = json.load(file)
# networkx 2.8 reads links unless told otherwise, 3.4 and later can be told by another word, and 3.6 reads edges.
word = "edges" if "edges" in inspect.signature(networkx.node_link_graph).parameters else "link"
compare("networkx node-link", networkx.node_link_graph(data))
for name in ("links", "edges"):
    compare(f"networkx {name}", networkx.node_link_graph(data, **{word: name}))
t.report("node-link", f"networkx {networkx.__version__}", f"{size}, {len(t.claims)} claims")

with open(t.path("cytoscape.cyjs"), encoding="utf-8") as file:
    compare("networkx cytoscape", networkx.cytoscape_graph(json.load(file)))
t.report("cytoscape", f"networkx {networkx.__version__}", f"{size}, {len(t.claims)} claims")


def bound(edtf, last):
    """The first or the last day of an EDTF date, None where there is no limit."""
    if edtf == "..":
        return None
    year, month, day = (edtf.split("-") + [None, None])[:3]
    month = month or ("12" if last else "01")
    return f"{year}-{month}-{day or (calendar.monthrange(int(year), int(month))[1] if last else '01')}"


def spells(r):
    """The bounds of the stretches for which a relationship held; all of time is none."""
    for s in r.get("spells", []):
        start, end = (s["when"].split("/") * 2)[:2]
        if s["holds"] and s["when"] != "../..":
            yield bound(start, False), bound(end, True)


namespace = "{http://gexf.net/1.3}"
gexf = xml.etree.ElementTree.parse(t.path("gexf.gexf"))
count = 0
for edge in gexf.iter(namespace + "edge"):
    got = [(s.get("start"), s.get("end")) for s in edge.iter(namespace + "spell")]
    t.same(f"spells of {edge.get('id')}", got, list(spells(t.edges[edge.get("id")])))
    count += len(got)
t.report("gexf", "ElementTree", f"{count} spells")
t.end()
