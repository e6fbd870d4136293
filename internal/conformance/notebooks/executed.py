"""Looks at executed notebooks: each has run to its end, without a warning, and shows pictures, tables and a page of dyad's.

usage: executed.py NOTEBOOK…
"""

import json
import os
import sys

for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        cells = [c for c in json.load(file)["cells"] if c["cell_type"] == "code"]
    outputs = [o for c in cells for o in c["outputs"]]
    shown = [kind for o in outputs for kind in o.get("data", {})]
    problems = ["a cell did not run" for c in cells if c["execution_count"] is None]
    problems += ["".join(o["text"]) for o in outputs if o["output_type"] == "stream" and o["name"] == "stderr"]
    problems += [f"no {kind} is shown" for kind in ("image/png", "text/html") if kind not in shown]
    if problems:
        sys.exit(f"{os.path.basename(name)}: " + "; ".join(problems))
    print(f"{os.path.basename(name)}: executed, {shown.count('image/png')} pictures, {shown.count('text/html')} tables and pages")
