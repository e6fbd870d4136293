"""Reads what dyad exported with networkx, igraph and pandas, and compares it with dyad's own JSON Lines.

usage: readers.py FOLDER NAME: FOLDER holds NAME.jsonl, .csv, .graphml and .dot's drawing, NAME.svg.
"""

import json
import sys
import warnings

import igraph
import networkx
import pandas

warnings.simplefilter("ignore")

folder, name = sys.argv[1], sys.argv[2]
records = {}
with open(f"{folder}/{name}.jsonl", encoding="utf-8") as lines:
    for line in lines:
        record = json.loads(line)
        records.setdefault(record["kind"], []).append(record)

entities = {e["key"]: e for e in records.get("entity", [])}
edges = [r for r in records.get("relationship", []) if r.get("to")]
claims = {c["id"]: c for c in records.get("claim", [])}
failures = []


def same(what, got, want):
    if got != want:
        failures.append(f"{name}: {what}: got {got!r}, want {want!r}")


def xml(text):
    """What XML can carry of a text: control characters are replaced, and a reader sees any line end as a line feed."""
    return "".join(c if c in "\t\n\r" or c >= " " else "\ufffd" for c in text)


triples = sorted((r["from"], r["type"], r["to"], r["status"], r.get("sign", "")) for r in edges)

g = networkx.read_graphml(f"{folder}/{name}.graphml", force_multigraph=True)
same("networkx nodes", sorted(g.nodes), sorted(entities))
same(
    "networkx edges",
    sorted((a, d["type"], b, d["status"], d.get("sign", "")) for a, b, d in g.edges(data=True)),
    triples,
)
for key, data in g.nodes(data=True):
    same(f"networkx label of {key}", data.get("label"), xml(entities[key]["name"]))
same(
    "networkx claims of edges",
    sorted(c for _, _, d in g.edges(data=True) for c in d["claim_ids"].split("; ") if c in claims),
    sorted(c for _, _, d in g.edges(data=True) for c in d["claim_ids"].split("; ")),
)

i = igraph.Graph.Read_GraphML(f"{folder}/{name}.graphml")
same("igraph nodes", sorted(v["key"] for v in i.vs), sorted(entities))
same(
    "igraph edges",
    sorted((i.vs[e.source]["key"], e["type"], i.vs[e.target]["key"], e["status"], e["sign"]) for e in i.es),
    triples,
)

table = pandas.read_csv(f"{folder}/{name}.csv", keep_default_na=False, dtype=str)
same("pandas claims", sorted(table["claim"]), sorted(claims))
for row in table.to_dict("records"):
    claim = claims[row["claim"]]
    same(f"pandas gist of {row['claim']}", row["gist"], claim.get("gist", ""))
    same(f"pandas polarity of {row['claim']}", row["polarity"], claim["polarity"])
    same(f"pandas voices of {row['claim']}", json.loads(row["voices"] or "[]"), claim.get("voices", []))
    same(f"pandas name in {row['claim']}", row["from_name"], entities[claim["from"]]["name"])

with open(f"{folder}/{name}.svg", encoding="utf-8") as drawing:
    text = drawing.read()
same("graphviz nodes", text.count('class="node"'), len(entities))
same("graphviz edges", text.count('class="edge"'), len(edges))

if failures:
    print("\n".join(failures))
    sys.exit(1)
print(f"{name}: {len(entities)} entities, {len(edges)} edges and {len(claims)} claims read alike by networkx, igraph, pandas and graphviz")
