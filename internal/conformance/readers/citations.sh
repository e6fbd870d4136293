# Citations: BibTeX with bibtexparser and Pandoc, CSL-JSON with Pandoc.
set -euo pipefail
. internal/conformance/needs
debian pandoc python3-bibtexparser

work=$1
shift
for name in "$@"; do
  pandoc -f csljson -t csljson "$work/$name/csl.csl.json" -o "$work/$name/read-csl.json"
  if [ "$name" != many ]; then # both read TeX, and would take an hour for 50,000 entries
    pandoc -f biblatex -t csljson "$work/$name/bibtex.bib" -o "$work/$name/read-bib.json"
  fi
  /usr/bin/python3 internal/conformance/readers/citations.py "$work/$name"
done
