"""Runs a command and prints what it took, as a row.

usage: measure.py GRAPH WHAT OUTPUT COMMAND...
"""

import os
import resource
import subprocess
import sys
import time

graph, what, output, command = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
start = time.monotonic()
done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
wall = time.monotonic() - start
if done.returncode != 0:
    if b"it takes at most" in done.stderr:
        print(graph, what, "refused: too many for a picture", sep="\t")
        sys.exit(0)
    sys.stderr.buffer.write(done.stderr)
    sys.exit(1)
used = resource.getrusage(resource.RUSAGE_CHILDREN)


def size(path):
    if os.path.isdir(path):
        return sum(size(os.path.join(path, name)) for name in os.listdir(path))
    return os.path.getsize(path)


written = f"{size(output) / 1e6:.1f}" if output != "-" else ""
print(graph, what, f"{used.ru_utime + used.ru_stime:.1f}", f"{wall:.1f}", used.ru_maxrss // 1024, written, sep="\t")
