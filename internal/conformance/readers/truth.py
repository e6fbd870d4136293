"""What dyad itself says of an exported graph: its JSON Lines, for readers in Python to be compared with."""

import json
import os
import sys


class Truth:
    """The records of FOLDER/jsonl.jsonl by kind, and what went wrong so far."""

    def __init__(self, folder):
        self.folder = folder
        self.name = os.path.basename(folder)
        self.records = {}
        with open(self.path("jsonl.jsonl"), encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                self.records.setdefault(record["kind"], []).append(record)
        self.entities = {e["key"]: e for e in self.records.get("entity", [])}
        self.claims = {c["id"]: c for c in self.records.get("claim", [])}
        self.sources = {s["key"]: s for s in self.records.get("source", [])}
        self.relationships = {r["id"]: r for r in self.records.get("relationship", [])}
        # Those of an event alone have one end, and are no edges.
        self.edges = {i: r for i, r in self.relationships.items() if r.get("to")}
        self.failures = []

    def path(self, file):
        return os.path.join(self.folder, file)

    def same(self, what, got, want):
        """Notes a failure unless got is want."""
        if got != want:
            got, want = (repr(v) if len(repr(v)) < 400 else repr(v)[:400] + "…" for v in (got, want))
            self.failures.append(f"{self.name}: {what}: got {got}, want {want}")

    def report(self, format, reader, read):
        """Adds a line to the table."""
        print(self.name, format, reader, read, sep="\t")

    def end(self):
        """Ends the script: with the failures, if there are any."""
        if self.failures:
            print("\n".join(self.failures[:50]), file=sys.stderr)
            sys.exit(1)
