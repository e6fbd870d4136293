# STIX with the JSON schemas of OASIS, by python3-jsonschema, and as a graph.
set -euo pipefail
. internal/conformance/needs
debian python3-jsonschema

work=$1
shift
for name in "$@"; do
  /usr/bin/python3 internal/conformance/readers/stix.py "$work/$name"
done
