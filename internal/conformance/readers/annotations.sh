# Web Annotations with jsonld.js, Recogito's text annotator and the matchers of Apache Annotator.
#
# They stand beside texts, so the graphs are its own: a made-up source beside its text, the one of the tests of extract and, where ../shared is beside the
# checkout, the built-in corpus.
set -euo pipefail
. internal/conformance/needs
work=$1
here=internal/conformance
npm_packages "$here/readers/annotations" "$work/npm-annotations"
cp "$here/readers/truth.mjs" "$work/npm-annotations"

# read_beside NAME TEXTS [ARGUMENTS OF LOAD…]: exports a graph beside its texts, and has it read.
read_beside() {
  local name=$1 texts=$2 folder=$work/annotations/$1
  shift 2
  mkdir -p "$folder"
  if ! { bin/dyad load --data "$work/data/annotations-$name" "$@" &&
    bin/dyad export --data "$work/data/annotations-$name" --format jsonl -o "$folder/jsonl.jsonl" &&
    bin/dyad export --data "$work/data/annotations-$name" --format w3c --texts "$texts" -o "$folder/w3c"; } >"$work/talk" 2>&1; then
    cat "$work/talk" >&2
    exit 1
  fi
  if grep 'left out' "$work/talk" >&2; then
    echo "$name: a source is left out of the Web Annotations" >&2
    exit 1
  fi
  node "$work/npm-annotations/read.mjs" "$folder" "$texts"
}
read_beside lines "$here/testdata" --texts "$here/testdata" "$here/testdata/lines.yaml"
read_beside harbour extract/testdata/texts --texts extract/testdata/texts extract/testdata/registry.yaml extract/testdata/harbour.yaml
if [ -d ../shared/articles ]; then
  read_beside corpus ../shared/articles
else
  echo "w3c: the built-in corpus is skipped, since its texts are not here: there is no ../shared/articles" >&2
fi
