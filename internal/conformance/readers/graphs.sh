# GEXF with its RELAX NG and graphology, node-link with networkx and D3, Cytoscape JSON with Cytoscape.js and networkx.
set -euo pipefail
. internal/conformance/needs
debian python3-networkx jing

work=$1
shift
readers=internal/conformance/readers
npm_packages "$readers/graphs" "$work/graphs"
cp "$readers/truth.mjs" "$work/graphs"

# Debian's networkx is 2.8. A later one is asked too, where there is one.
pythons=(/usr/bin/python3)
if python3 -c 'import networkx; raise SystemExit([*map(int, networkx.__version__.split(".")[:2])] < [3, 4])' 2>/dev/null; then
  pythons+=(python3)
else
  echo "no networkx of 3.4 or later here: that it reads edges is only tried with 2.8, told to" >&2
fi

schema=../shared/schemas/xml/gexf.rnc
for name in "$@"; do
  if [ -f "$schema" ]; then
    jing -c "$schema" "$work/$name/gexf.gexf" >"$work/jing" 2>&1 || { cat "$work/jing" >&2; exit 1; } # Debian's warns of what it does without
    printf '%s\tgexf\tjing\tvalid\n' "$name"
  else
    printf '%s\tgexf\tjing\tnot validated, since ../shared/schemas is not there\n' "$name"
  fi
  for python in "${pythons[@]}"; do
    "$python" "$readers/graphs.py" "$work/$name"
  done
  node "$work/graphs/read.mjs" "$work/$name"
done
