"""Runs the code of notebooks as scripts, where there is no Jupyter, and says how many figures each drew. A warning is an error.

usage: cells.py NOTEBOOK…
"""

import json
import sys
import warnings

import matplotlib.pyplot as plt

warnings.simplefilter("error", UserWarning)
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        cells = [c for c in json.load(file)["cells"] if c["cell_type"] == "code"]
    scope = {}
    plt.close("all")
    for number, cell in enumerate(cells, 1):
        exec(compile("".join(cell["source"]), f"{name}, code cell {number}", "exec"), scope)
    for number in plt.get_fignums():
        plt.figure(number).canvas.draw()
    if not plt.get_fignums():
        sys.exit(f"{name} drew nothing")
    print(f"{name}: {len(cells)} cells, {len(plt.get_fignums())} figures")
