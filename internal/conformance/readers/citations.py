"""Citations as others read them, beside dyad's own JSON Lines."""

import hashlib
import json
import os
import sys

import bibtexparser

from truth import Truth

truth = Truth(sys.argv[1])


def load(file):
    with open(truth.path(file), encoding="utf-8") as text:
        return json.load(text)


def digests():
    """The SHA-256 of each claim's line, line feed included."""
    found = {}
    with open(truth.path("jsonl.jsonl"), "rb") as lines:
        for line in lines:
            if line.startswith(b'{"kind":"claim"'):
                found[json.loads(line)["id"]] = hashlib.sha256(line).hexdigest()
    return found


def words(text):
    """A text without what Pandoc sets by the rules of typography: quotation marks and white space."""
    for mark in "“”„‟‘’\"":
        text = text.replace(mark, "'")
    return " ".join(text.split())


def title(source):
    return source.get("title", "[untitled source " + source["key"] + "]")


def year(source):
    """The year, where the date is a plain one."""
    date = source.get("published", {}).get("edtf", "")
    return date[:4] if date[:4].isdigit() and "/" not in date and not date.endswith(("~", "?", "%")) else None


def place(claim):
    return " and ".join("+".join(f"{p['start']}-{p['end']}" for p in o["parts"]) for o in claim.get("evidence", []))


expected = digests()
entries = {f"{c['source']}:{i}": c for i, c in truth.claims.items()}


def check(reader, items):
    """Holds what a reader made of each entry, as an item of CSL-JSON, to the claim and its source."""
    truth.same(f"{reader}: entries", sorted(items), sorted(entries))
    for key, item in items.items():
        if key not in entries:
            continue
        claim = entries[key]
        source = truth.sources[claim["source"]]
        truth.same(f"{reader}: title of {key}", words(item["title"]), words(title(source)))
        if year(source):
            truth.same(f"{reader}: year of {key}", str(item["issued"]["date-parts"][0][0]), year(source))
        truth.same(f"{reader}: URL of {key}", item.get("URL", ""), source.get("url", ""))
        for part in (claim["id"], "revision " + str(claim["revision"]), "code points " + place(claim), "SHA-256 of the claim " + expected[claim["id"]]):
            truth.same(f"{reader}: {part!r} in the note of {key}", part in item["note"], True)


check("csl, pandoc", {item["id"]: item for item in load("read-csl.json")})
for item in load("csl.csl.json"):
    truth.same(f"csl: digest of {item['id']}", item["custom"]["sha256"], expected[item["custom"]["claim"]])
truth.report("csl", "Pandoc", f"{len(entries)} citations")

if os.path.exists(truth.path("read-bib.json")):
    check("bibtex, pandoc", {item["id"]: item for item in load("read-bib.json")})
    truth.report("bibtex", "Pandoc", f"{len(entries)} citations")
    with open(truth.path("bibtex.bib"), encoding="utf-8") as text:
        parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
        read = bibtexparser.load(text, parser)
    truth.same("bibtex, bibtexparser: entries", sorted(read.entries_dict), sorted(entries))
    for key, entry in read.entries_dict.items():
        claim = entries[key]
        truth.same(f"bibtex, bibtexparser: digest in the note of {key}", expected[claim["id"]] in entry["note"], True)
        truth.same(f"bibtex, bibtexparser: type of {key}", entry["ENTRYTYPE"], "misc")
    truth.report("bibtex", "bibtexparser", f"{len(entries)} citations")
truth.end()
