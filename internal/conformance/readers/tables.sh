# Tables: with pandas and networkx, DuckDB, hyparquet, and Kuzu, which executes Cypher too.
set -euo pipefail
. internal/conformance/needs
debian python3-pandas python3-networkx

work=$1
shift
npm=$work/tables
npm_packages internal/conformance/readers/tables "$npm"
cp internal/conformance/readers/truth.mjs "$npm"
kuzu_library "$npm"
for name in "$@"; do
  /usr/bin/python3 internal/conformance/readers/tables.py "$work/$name"
  for reader in duckdb hyparquet kuzu; do
    node "$npm/$reader.mjs" "$work/$name"
  done
done
