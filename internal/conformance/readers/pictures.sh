# SVG with an XML parser and librsvg, Mermaid with mermaid.
set -euo pipefail
. internal/conformance/needs
debian python3 librsvg2-bin
work=$1
shift
npm_packages internal/conformance/readers/pictures "$work/mermaid"
for name in "$@"; do
  [ "$name" != many ] || continue # which is too much for a picture
  /usr/bin/python3 internal/conformance/readers/pictures.py "$work/$name"
  node "$work/mermaid/mermaid.mjs" "$work/$name"
done
