"""Claims and relationships in pandas with nothing of dyad's but an address: every export is a plain GET.

    DYAD_SERVER=http://127.0.0.1:8080 python3 read_csv_example.py
"""

import json
import os
import urllib.parse

import pandas as pd

server = os.environ.get("DYAD_SERVER", "http://127.0.0.1:8080")

# Every claim. Empty cells are texts that are not given; keep_default_na=False keeps them apart from numbers that are missing.
claims = pd.read_csv(f"{server}/export/csv", index_col="claim", keep_default_na=False)
print(f"{len(claims)} claims in {claims['source'].nunique()} sources; {(claims['contradicted'] == 'yes').sum()} are in a contradiction")
print(pd.crosstab(claims["modality"], claims["polarity"]))

# Part of them: view and filter are those of the API, as JSON.
asked = {
    "view": json.dumps({"voices": [{"self": True}]}),  # only what the sources say themselves
    "filter": json.dumps({"types": {"in": ["supports"]}}),  # and whatever is a way of supporting
}
supports = pd.read_csv(f"{server}/export/csv?{urllib.parse.urlencode(asked)}", index_col="claim", keep_default_na=False)
print(supports[["from_name", "type", "to_name", "polarity", "modality", "status", "source"]].to_string(index=False))
