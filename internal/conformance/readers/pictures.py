"""Counts what a picture holds, as an XML parser sees it, and has librsvg paint it.

usage: pictures.py FOLDER
"""

import collections
import subprocess
import sys
import xml.etree.ElementTree

from truth import Truth

t = Truth(sys.argv[1])
svg = "{http://www.w3.org/2000/svg}"
root = xml.etree.ElementTree.parse(t.path("svg.svg")).getroot()
groups = collections.defaultdict(list)
for group in root.iter(svg + "g"):
    groups[group.get("class")].append(group)
t.same("entities of the picture", sorted(g.get("id") for g in groups["entity"]), sorted("entity-" + k for k in t.entities))
drawn = {g.get("data-id"): g for g in groups["relationship"]}
t.same("relationships of the picture", sorted(drawn), sorted(t.edges))
t.same("relationships that are drawn twice", len(groups["relationship"]), len(drawn))


def line_of(path):
    return path.get("stroke-width"), path.get("stroke-dasharray")


# What tells a status and a sign apart, colours aside, as the legend has it.
(legend,) = (g for g in root.iter(svg + "g") if g.get("id") == "legend")
lines = {word.text: line_of(path) for path, word in zip(legend, list(legend)[1:]) if word.tag == svg + "text"}
for key, r in t.edges.items():
    path = drawn[key].find(svg + "path")
    t.same(f"line of {key}, which is {r['status']}", line_of(path), lines.get(r["status"]))
    head = {"+": "vee", "-": "bar"}.get(r.get("sign"), "arrow")
    t.same(f"head of {key}", path.get("marker-end"), f"url(#{head})")
statuses = ["corroborated", "stated", "contested", "alleged", "hypothetical", "denied"]
t.same("statuses with a line of their own", len({lines.get(status) for status in statuses}), len(statuses))
png = subprocess.run(["rsvg-convert", t.path("svg.svg")], capture_output=True, check=True).stdout
t.same("what librsvg paints", png[:4], b"\x89PNG")
t.report("svg", "librsvg", f"{len(t.entities)} nodes, {len(t.edges)} edges")
t.end()
