#!/usr/bin/env bash
# Prints our licence, and those of what is built into a Go program:
# .ci/licences.sh PACKAGE
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cat LICENSE
{
  echo "Go $(go env GOROOT)"
  go list -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}' "$1" | sort -u
} | while read -r name folder; do
  printf '\n\n---- %s ----\n\n' "$name"
  cat "$folder"/LICENSE*
done
