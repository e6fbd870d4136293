# FollowTheMoney with the project's own library.
set -euo pipefail
. internal/conformance/needs
work=$1
shift
npm_packages internal/conformance/readers/ftm "$work/npm-ftm"
for name in "$@"; do
  node "$work/npm-ftm/ftm.mjs" "$work/$name"
done
