"""Reads the RDF formats with rdflib, and asks them in SPARQL who denies what.

usage: rdf.py FOLDER
"""

import re
import sys
import urllib.parse

import rdflib
from rdflib import RDF, RDFS, Literal, URIRef
from rdflib.namespace import PROV, SKOS

from truth import Truth

OWN = "urn:uuid:7d1c9a52-60f3-5b0e-9a6e-2f4f64796164#"
DYAD = rdflib.Namespace(OWN)
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
rdflib.NORMALIZE_LITERALS = False

t = Truth(sys.argv[1])


def read(file, format):
    """The quads of a file; those of the default graph have None as their last."""
    data = rdflib.Dataset()
    default = data.default_context.identifier
    data.parse(t.path(file), format=format, publicID=default)  # else rdflib files the default graph under the name of the file
    quads = {(s, p, o, None if g in (None, default) else g) for s, p, o, g in data.quads((None, None, None, None))}
    return data, quads


def iri(record):
    return URIRef("urn:uuid:" + (record["id"] if isinstance(record, dict) else record))


def entity(key):
    return iri(t.entities[key])


def term(kind, key):
    """The IRI of an entry of the vocabulary; what an IRI can't hold is percent-encoded."""
    return URIRef(f"{OWN}{kind}/{urllib.parse.quote(key, safe=':')}")


def relation(key):
    return term("relation", key)


data, quads = read("nquads.nq", "nquads")
for file, format in (("trig.trig", "trig"), ("jsonld.jsonld", "json-ld")):
    t.same(f"rdflib: quads of {file} that nquads lacks", list(read(file, format)[1] - quads)[:3], [])
    t.same(f"rdflib: quads that {file} lacks", list(quads - read(file, format)[1])[:3], [])

# What Turtle has: everything but what a claim asserts.
flat = rdflib.Graph().parse(t.path("turtle.ttl"), format="turtle")
t.same("rdflib: turtle", set(flat), {(s, p, o) for s, p, o, g in quads if g is None or g == s})
for name, graph in (("turtle", set(flat)), ("the default graph", {q[:3] for q in quads if q[3] is None})):
    t.same(f"rdflib: relations as predicates of {name}", [q for q in graph if q[1].startswith(OWN + "relation/")], [])

# Every claim names a graph, and nothing else does.
t.same("rdflib: graphs", {g for *_, g in quads if g is not None}, {iri(c) for c in t.claims})
default = {}
within = {}
for s, p, o, g in quads:
    (default if g is None else within).setdefault(s, {}).setdefault(p, []).append(o)


def one(of, subject, predicate):
    """The only value, as Python has it; None if there is none."""
    values = of.get(subject, {}).get(predicate, [])
    if len(values) > 1:
        t.failures.append(f"{t.name}: {subject} has {len(values)} of {predicate}")
    if not values:
        return None
    return str(values[0])


def lexical(number):
    """A number as dyad writes decimals."""
    return None if number is None else repr(number).removesuffix(".0")


for key, e in t.entities.items():
    said = default[entity(key)]
    names = {e["name"]} | {n["text"] for n in e.get("names", [])}
    t.same(f"rdflib: names of {key}", {str(n) for n in said[RDFS.label] + said.get(SKOS.altLabel, [])}, names)
    t.same(f"rdflib: type of {key}", term("type", e["type"]) in said[RDF.type], True)
    t.same(f"rdflib: key of {key}", one(default, entity(key), DYAD.key), key)


def speaker(claim):
    """The IRI of whoever is heard last."""
    voices = claim.get("voices", [])
    if not voices:
        return URIRef(iri(t.sources[claim["source"]]) + "#voice")
    if "entity" in voices[-1]:
        return entity(voices[-1]["entity"])
    return URIRef(f"{iri(claim)}#voice-{len(voices)}")


def voices_of(claim):
    found = []
    for v in default[iri(claim)].get(DYAD.voice, []):
        who = one(default, v, PROV.agent)
        who = one(default, v, RDFS.label) if who == str(v) else who
        found.append((int(one(default, v, DYAD.place)), who, one(default, v, DYAD.affiliation), one(default, v, DYAD.mode), one(default, v, DYAD.stance)))
    return sorted(found)


def evidence_of(claim):
    found = []
    for place in default[iri(claim)].get(DYAD.evidence, []):
        selector = URIRef(one(default, place, OA.hasSelector))
        found.append((int(one(default, place, DYAD.occurrence)), int(one(default, place, DYAD.part)),
                      int(one(default, selector, OA.start)), int(one(default, selector, OA.end)), one(default, place, DYAD.sha256)))
    return sorted(found)


relations = {r["key"]: r for r in t.records.get("term", []) if r["termKind"] == "relation"}


def asserted(claim):
    """The triples that a claim asserts, by what docs/formats-rdf.md says."""
    type = relations.get(claim["type"], {})
    if claim["polarity"] != "affirmed" or claim["modality"] != "asserted" or claim["outcome"] == "refused":
        return set()
    if claim["outcome"] == "failed" and type.get("achievement"):
        return set()
    if any(v["stance"] in ("doubts", "rejects") for v in claim.get("voices", [])):
        return set()
    ends = [claim.get("to")] + [e for role in type.get("projects", []) for e in claim.get("roles", {}).get(role, [])]
    return {(entity(claim["from"]), relation(claim["type"]), entity(to) if to else Literal(True)) for to in ends}


for c in t.claims.values():
    id, when, number = iri(c), c.get("when", {}), c.get("number", {})
    where = f"rdflib: claim {c['id']}"
    t.same(f"{where}: ends", (one(within, id, RDF.subject), one(within, id, RDF.predicate), one(within, id, RDF.object)),
           (str(entity(c["from"])), str(relation(c["type"])), str(entity(c["to"])) if c.get("to") else "true"))
    for field in ("polarity", "modality", "outcome"):
        t.same(f"{where}: {field}", one(within, id, DYAD[field]), c[field])
    for field, value in (("when", when.get("edtf")), ("basis", when.get("basis")), ("bound", when.get("bound")), ("extent", when.get("extent")),
                         ("low", lexical(number.get("low"))), ("best", lexical(number.get("best"))), ("high", lexical(number.get("high"))),
                         ("unit", number.get("unit")), ("worded", number.get("worded"))):
        t.same(f"{where}: {field}", one(within, id, DYAD[field]), value)
    for role, fillers in c.get("roles", {}).items():
        want = {str(term("office", f)) for f in fillers} if role == "office" else {str(entity(f) if f in t.entities else iri(f)) for f in fillers}
        t.same(f"{where}: {role}", {str(o) for o in within[id].get(term("role", role), [])}, want)
    for field in ("disputes", "reconciles"):
        t.same(f"{where}: {field}", set(within[id].get(DYAD[field], [])), {iri(k) for k in c.get(field, [])})
    t.same(f"{where}: gist", one(default, id, DYAD.gist), c.get("gist"))
    t.same(f"{where}: source", one(default, id, PROV.wasDerivedFrom), str(iri(t.sources[c["source"]])))
    t.same(f"{where}: who says so", one(default, id, PROV.wasAttributedTo), str(speaker(c)))
    t.same(f"{where}: voices", voices_of(c), [
        (i + 1, str(entity(v["entity"])) if "entity" in v else v["label"],
         str(entity(v["affiliation"])) if "affiliation" in v else None, v["mode"], v["stance"])
        for i, v in enumerate(c.get("voices", []))])
    t.same(f"{where}: evidence", evidence_of(c), [
        (i + 1, k + 1, p["start"], p["end"], p.get("sha256"))
        for i, o in enumerate(c.get("evidence", [])) for k, p in enumerate(o["parts"])])
    coding = URIRef(id + "#coding")
    for field, property in (("annotator", PROV.wasAssociatedWith), ("codebook", PROV.used)):
        who = one(default, coding, property)
        t.same(f"{where}: {field}", who and one(default, URIRef(who), RDFS.label), c.get(field))
    t.same(f"{where}: asserts", {q[:3] for q in data.quads((None, None, None, id)) if q[0] != id}, asserted(c))

facts = {q[:3] for q in quads if q[1].startswith(OWN + "relation/")}
for r in t.relationships.values():
    id = iri(r)
    where = f"rdflib: relationship {r['id']}"
    for field in ("status", "sign"):
        t.same(f"{where}: {field}", one(default, id, DYAD[field]), r.get(field))
    t.same(f"{where}: claims", one(default, id, DYAD.claims), str(r["support"]["claims"]))
    t.same(f"{where}: spells", sorted((one(default, sp, DYAD.when), one(default, sp, DYAD.holds)) for sp in default[id].get(DYAD.spell, [])),
           sorted((sp["when"], str(sp["holds"]).lower()) for sp in r.get("spells", [])))
    fact = (entity(r["from"]), relation(r["type"]), entity(r["to"]) if r.get("to") else Literal(True))
    if r["status"] in ("stated", "corroborated"):
        t.same(f"{where}: {r['status']}, and asserted by some claim", fact in facts, True)
    if r["status"] in ("denied", "alleged", "hypothetical"):
        t.same(f"{where}: {r['status']}, and asserted by some claim", fact in facts, False)

# The questions of the page, as they stand there. The first two ask who denies what: claim by claim, and as dyad counts it.
with open("docs/formats-rdf.md", encoding="utf-8") as page:
    questions = re.findall(r"```sparql\n(.*?)```", page.read(), re.S)
answers = [[tuple(row) for row in data.query(q)] for q in questions]
t.same("rdflib: denials, claim by claim", sorted((row.claim, row.who, row["from"], row.relation, row.to) for row in data.query(questions[0])), sorted(
    (iri(c), speaker(c), entity(c["from"]), relation(c["type"]), entity(c["to"]) if c.get("to") else Literal(True))
    for c in t.claims.values() if c["polarity"] == "negated"))
denials = [
    (iri(r), d["role"],
     str(entity(d["entity"])) if "entity" in d else d.get("label") or str(iri(t.sources[d["source"]])) + "#voice",
     iri(t.sources[d["source"]]))
    for r in t.relationships.values() for d in r["support"].get("deniedBy", [])]
t.same("rdflib: who denies relationships", sorted(
    (row.relationship, str(row.role), str(row.who), row.source) for row in data.query(questions[1])), sorted(denials))

negated = sum(c["polarity"] == "negated" for c in t.claims.values())
reader = f"rdflib {rdflib.__version__}"
counts = f"{len(t.entities)} entities, {len(t.relationships)} relationships, {len(t.claims)} claims"
t.report("nquads", reader, f"{counts}; SPARQL: {negated} claims deny, {len(denials)} deniers of relationships")
t.report("trig", reader, "the quads of nquads")
t.report("jsonld", reader, "the quads of nquads")
t.report("turtle", reader, f"{len(flat)} triples, no relation among the predicates")
t.end()
