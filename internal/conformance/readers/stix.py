"""Reads STIX 2.1 with the JSON schemas of OASIS, and compares what its objects say with dyad's own JSON Lines.

usage: stix.py FOLDER

The schema of the bundle is not used for what is in it: it takes an opinion, a note, a grouping or a location for two things at once,
and refuses them for that. Each object is held to the schema of its type instead, as the validator of OASIS does.
"""

import collections
import glob
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
import jsonschema  # noqa: E402

from truth import Truth  # noqa: E402

SCHEMAS = "../shared/schemas/stix"
RECORDS = "extension-definition--8efb3189-566f-5d5d-baa1-a9eb55855d47"
MOST = 2000  # objects that are validated of one file; of more, these evenly spread

t = Truth(sys.argv[1])
with open(t.path("stix.stix.json"), encoding="utf-8") as file:
    bundle = json.load(file)
objects = bundle["objects"]


def schemas():
    """The schemas by their place in the folder, and by id for references."""
    by_place, by_id = {}, {}
    for path in glob.glob(SCHEMAS + "/*/*.json"):
        with open(path, encoding="utf-8") as file:
            schema = json.load(file)
        by_place[os.path.basename(path)[: -len(".json")]] = schema
        by_id[schema["$id"]] = schema
    return by_place, by_id


def validate():
    """Holds objects to the schemas of their types and returns how many."""
    by_place, by_id = schemas()
    validators = {}
    chosen = objects[:: max(1, -(-len(objects) // MOST))]
    for o in chosen + [dict(bundle, objects=[{}])]:
        kind = o["type"] if o["type"] in by_place else "core"
        if kind not in validators:
            schema = dict(by_place[kind])
            if kind == "bundle":
                schema["properties"] = {k: v for k, v in schema["properties"].items() if k != "objects"}
            resolver = jsonschema.RefResolver(schema["$id"], schema, store=by_id)
            validators[kind] = jsonschema.Draft202012Validator(schema, resolver=resolver)
        for error in validators[kind].iter_errors(o):
            t.failures.append(f"{t.name}: {o['id']} by {kind}.json: {error.message[:300]}")
    return len(chosen)


def record(o):
    return o.get("extensions", {}).get(RECORDS, {})


def bare(line):
    """A line of JSON Lines as a record in an extension."""
    return {k: v for k, v in line.items() if k not in ("kind", "batch")}


ids = collections.Counter(o["id"] for o in objects)
t.same("ids that stand twice", [i for i, n in ids.items() if n > 1], [])
for o in objects:
    refs = [v for k, v in o.items() if k.endswith("_ref")] + [r for k, v in o.items() if k.endswith("_refs") for r in v]
    t.same(f"references of {o['id']} that lead nowhere", [r for r in refs if r not in ids], [])

entities = {o["id"]: record(o)["entity"] for o in objects if "entity" in record(o)}
t.same("entities", sorted((e["key"], e["name"], e["type"]) for e in entities.values()),
       sorted((e["key"], e["name"], e["type"]) for e in t.entities.values()))
for o in objects:
    if o["id"] in entities:
        t.same(f"name of {o['id']}", o["name"], entities[o["id"]]["name"])
        t.same(f"record of {o['id']}", record(o)["entity"], bare(t.entities[record(o)["entity"]["key"]]))

# What a tool sees that knows nothing of dyad: ends and types by the properties of STIX.
seen = sorted((entities[o["source_ref"]]["key"], o["relationship_type"], entities[o["target_ref"]]["key"])
              for o in objects if o["type"] == "relationship")
t.same("relationships", seen, sorted((r["from"], r["type"].removeprefix("x:").replace("_", "-"), r["to"]) for r in t.edges.values()))
told = [record(o)["relationship"] for o in objects if o["type"] == "relationship"]
told += [r for o in objects for r in record(o).get("events", [])]
t.same("what relationships add up to", sorted(told, key=lambda r: r["id"]), sorted((bare(r) for r in t.relationships.values()), key=lambda r: r["id"]))

notes = {record(o)["claim"]["id"]: o for o in objects if o["type"] == "note"}
t.same("claims", sorted(notes), sorted(t.claims))
for i, o in notes.items():
    t.same(f"claim {i}", record(o)["claim"], bare(t.claims[i]))
    if t.claims[i].get("gist"):
        t.same(f"content of {o['id']}", o["content"], t.claims[i]["gist"])

reports = {record(o)["source"]["key"]: o for o in objects if o["type"] == "report"}
t.same("sources", {k: record(o)["source"] for k, o in reports.items()}, {k: bare(s) for k, s in t.sources.items()})
inside = {k: set(o["object_refs"]) for k, o in reports.items()}
t.same("claims outside the report of their source", [i for i, c in t.claims.items() if "note--" + i not in inside[c["source"]]], [])

denials = collections.defaultdict(set)
for o in objects:
    if o["type"] == "opinion":
        d = record(o)["denial"]
        t.same(f"opinion {o['id']}", o["opinion"] in ("disagree", "strongly-disagree"), True)
        for ref in o["object_refs"]:
            denials[ref].add((d.get("entity", ""), d.get("label", ""), t.claims[d["claim"]]["source"]))
t.same("denials", dict(denials), {
    "relationship--" + i: {(d.get("entity", ""), d.get("label", ""), d["source"]) for d in r["support"]["deniedBy"]}
    for i, r in t.edges.items() if r["support"].get("deniedBy")
})

size = f"{len(entities)} entities, {len(seen)} relationships, {len(notes)} claims, {sum(o['type'] == 'opinion' for o in objects)} opinions, {len(reports)} reports"
if os.path.isdir(SCHEMAS):
    valid = validate()
    version = jsonschema.__version__
    t.report("stix", f"OASIS schemas, jsonschema {version}", f"{size}; {valid} of {len(objects)} objects validated")
else:
    t.report("stix", "json", size + "; not validated, since ../shared/schemas is not there")
t.end()
