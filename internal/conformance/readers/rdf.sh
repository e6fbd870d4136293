# N-Quads, TriG and Turtle with rapper and rdflib; JSON-LD with jsonld.js and rdflib.
set -euo pipefail
. internal/conformance/needs
debian raptor2-utils python3-rdflib

work=$1
shift
npm_packages internal/conformance/readers/rdf "$work/rdf"
export LC_ALL=C

# A graph of its own: claims that are doubted, rejected, refused, planned …
mkdir "$work/spoken"
bin/dyad load --data "$work/data/spoken" internal/export/testdata/rdf.yaml >/dev/null 2>&1
for format in jsonl.jsonl nquads.nq trig.trig turtle.ttl jsonld.jsonld; do
  bin/dyad export --data "$work/data/spoken" --format "${format%.*}" -o "$work/spoken/$format"
done

# told prints a line of the table.
told() { printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4"; }

# same compares two files, line by line in any order.
same() { # what, file, file
  cmp -s <(sort "$2") <(sort "$3") || { echo "$1: not the same quads" >&2; diff <(sort "$2") <(sort "$3") | head -20 >&2; exit 1; }
}

version="rapper $(rapper --version)"
reader="jsonld.js $(node -p 'require("'"$work"'/rdf/node_modules/jsonld/package.json").version')"
for name in "$@" spoken; do
  folder=$work/$name
  lines=$(wc -l <"$folder/nquads.nq")
  for format in nquads.nq trig.trig turtle.ttl; do
    # raptor complains about what a datatype does not allow, and goes on: any word on standard error is a failure
    rapper -q -i "${format%.*}" -o nquads "$folder/$format" >"$work/${format%.*}.read" 2>"$work/rapper"
    [ ! -s "$work/rapper" ] || { echo "$name: rapper on $format:" >&2; head -20 "$work/rapper" >&2; exit 1; }
    told "$name" "${format%.*}" "$version" "$(wc -l <"$work/${format%.*}.read") quads"
  done
  same "$name: N-Quads and TriG as rapper reads them" "$work/nquads.read" "$work/trig.read"
  [ "$(wc -l <"$work/nquads.read")" = "$lines" ] || { echo "$name: $lines lines of N-Quads are other quads to rapper" >&2; exit 1; }

  if [ "$name" = many ]; then # a million and more: in parts, and rdflib would take gigabytes
    node "$work/rdf/expand.mjs" "$folder/jsonld.jsonld" >"$work/expanded.nq"
    same "$name: JSON-LD as jsonld.js expands it, and N-Quads" "$work/expanded.nq" "$folder/nquads.nq"
    told "$name" jsonld "$reader" "$lines quads"
    continue
  fi
  node "$work/rdf/expand.mjs" "$folder/jsonld.jsonld" canonical >"$work/expanded.nq"
  cmp -s "$work/expanded.nq" <(sort "$folder/nquads.nq") || { echo "$name: the canonical form of JSON-LD is not that of N-Quads, their lines sorted" >&2; exit 1; }
  told "$name" jsonld "$reader" "$lines quads, in canonical form those of nquads"
  /usr/bin/python3 internal/conformance/readers/rdf.py "$folder"
done
