#!/usr/bin/env bash
# Tries what .ci/suites.sh makes of what a check prints. Prints what is wrong, and
# nothing if all is well.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly out=build
# shellcheck source=.ci/suites.sh
source .ci/suites.sh
wrong=0

# expect WHAT COMMAND…: `checked` says WHAT of a check that runs the command.
expect() {
  local what=$1 said
  shift
  said=$(checked case "$@") || true
  [[ $said == "$what" ]] || { printf '%s: it said "%s", expected "%s"\n' "$*" "$said" "$what"; wrong=1; }
}

fresh() { echo 'go: downloading example.org/module v1.0.0' >&2; }
flawed() { fresh; echo 'file.go:1: flaw'; }
broken() { fresh; return 1; }

expect 'ok case' true
expect 'ok case' fresh
expect $'FAILED case\nfile.go:1: flaw' flawed
expect 'FAILED case' broken
expect 'FAILED case' false
exit $wrong
