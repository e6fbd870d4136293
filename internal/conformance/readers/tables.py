"""Reads the tables for Gephi with pandas and networkx, and counts by pair and period anew.

usage: tables.py FOLDER
"""

import re
import sys
from collections import Counter, defaultdict

import networkx
import pandas

from truth import Truth

t = Truth(sys.argv[1])
symmetric = {r["key"] for r in t.records.get("term", []) if r.get("symmetric")}
projecting = {r["key"]: r["projects"] for r in t.records.get("term", []) if r.get("projects")}


def read(file):
    return pandas.read_csv(t.path(file), keep_default_na=False, dtype=str)


def triple(r):
    return (r["from"], r["type"], r["to"])


def gephi():
    nodes, edges = read("csv-gephi/nodes.csv"), read("csv-gephi/edges.csv")
    t.same("nodes", dict(zip(nodes["Id"], nodes["Label"])), {k: e["name"] for k, e in t.entities.items()})
    t.same("types", dict(zip(nodes["Id"], nodes["entity_type"])), {k: e["type"] for k, e in t.entities.items()})
    alone = sum(1 for r in t.relationships.values() if not r.get("to"))
    t.same("events", sum(len(e.split("; ")) for e in nodes["events"] if e), alone)
    t.same(
        "edges",
        sorted(zip(edges["Id"], edges["Source"], edges["Kind"], edges["Target"], edges["status"], edges["sign"])),
        sorted((i, *triple(r), r["status"], r.get("sign", "")) for i, r in t.edges.items()),
    )
    # Gephi keeps two parallel edges apart if they differ in kind or in direction.
    kinds = Counter(zip(edges["Source"], edges["Target"], edges["Kind"], edges["Type"]))
    t.same("parallel edges of one kind", [k for k, n in kinds.items() if n > 1], [])
    t.same("undirected", {k for k, d in zip(edges["Kind"], edges["Type"]) if d == "Undirected"} - symmetric, set())
    g = networkx.from_pandas_edgelist(edges, "Source", "Target", edge_attr=True, edge_key="Kind", create_using=networkx.MultiDiGraph)
    t.same("networkx edges", g.number_of_edges(), len(t.edges))
    t.report("csv-gephi", f"pandas {pandas.__version__}", f"{len(nodes)} nodes, {len(edges)} edges")


def backed(claim):
    """The edges that a claim backs."""
    found = {(claim["from"], claim["type"], claim.get("to"))}
    for role in projecting.get(claim["type"], []):
        found |= {(claim["from"], claim["type"], e) for e in claim.get("roles", {}).get(role, [])}
    return found


def placed(claim):
    """The year of a claim if that is plain to see: of a date within one, or none; None if it takes dyad's rules."""
    when = claim.get("when", {}).get("edtf", "")
    if not when:
        return "", "undated"
    if re.fullmatch(r"\d{4}(-[01]\d(-\d\d)?)?", when):
        return when[:4], "certain"
    return None


def period():
    dyads, relationships = read("dyad-period/dyads.csv"), read("dyad-period/relationships.csv")
    names = sorted({(r["from"], r["type"], r["to"], r["relationship"]) for r in relationships.to_dict("records")})
    t.same("relationships with periods", names, sorted((*triple(r), i) for i, r in t.edges.items()))
    claims = defaultdict(list)
    for c in t.claims.values():
        for edge in backed(c):
            claims[edge].append(c)
    plain = {edge for edge, cs in claims.items() if edge[2] and all(placed(c) for c in cs)}
    want = Counter((*edge, *placed(c)) for edge in plain for c in claims[edge])
    got = Counter()
    for r in relationships.to_dict("records"):
        if triple(r) in plain:
            got[(*triple(r), r["period"], r["placed"])] += int(r["claims"])
    t.same("claims by relationship and year", got, want)
    # A claim is behind one relationship of a pair, so that those of a pair add up.
    keys = ["a", "b", "period", "placed"]
    for column in ["claims", "positions", "affirming", "negating", "positive", "negative", "negated_asserted"]:
        each = relationships.assign(n=relationships[column].astype(int)).groupby(keys)["n"].sum()
        both = dyads.assign(n=dyads[column].astype(int)).groupby(keys)["n"].sum()
        t.same(f"{column} of pairs", both.to_dict(), each.to_dict())
    t.same("directions", (dyads[["a_to_b", "b_to_a", "mutual"]].astype(int).sum(axis=1) - dyads["claims"].astype(int)).abs().sum(), 0)
    t.report("dyad-period", f"pandas {pandas.__version__}", f"{len(dyads)} rows of pairs, {len(relationships)} of relationships")


gephi()
period()
t.end()
