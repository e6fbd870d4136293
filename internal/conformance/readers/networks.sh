# GraphML with its schema, networkx and igraph; CSV with pandas; DOT with Graphviz.
set -euo pipefail
. internal/conformance/needs
debian python3-networkx python3-igraph python3-pandas graphviz libxml2-utils

work=$1
shift
schema=../shared/schemas/xml/graphml.xsd
for name in "$@"; do
  if [ -f "$schema" ]; then
    XML_CATALOG_FILES= xmllint --nonet --noout --schema "$schema" "$work/$name/graphml.graphml" 2>"$work/xmllint" || { cat "$work/xmllint" >&2; exit 1; }
    printf '%s\tgraphml\txmllint\tvalid\n' "$name"
  else
    xmllint --nonet --noout "$work/$name/graphml.graphml"
    printf '%s\tgraphml\txmllint\twell-formed; not validated, since ../shared/schemas is not there\n' "$name"
  fi
  if [ "$name" != many ]; then # Graphviz would lay it out for hours
    dot -Tsvg "$work/$name/dot.dot" -o "$work/$name/drawn.svg"
  fi
  /usr/bin/python3 internal/conformance/readers/networks.py "$work/$name"
done
