#!/usr/bin/env bash
# The tab's SQLite, wasm/sqlite, which is committed as it was built:
#
#   .ci/sqlite.sh build     builds it from its sources, and writes SHA256SUMS
#   .ci/sqlite.sh check     prints what does not belong together
#   .ci/sqlite.sh compare   builds it elsewhere, and prints where the bytes differ
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../wasm/sqlite"
readonly built=(sqlite.wasm forwards_js.go parser/{libc.go,parser.go})

# sources: all files that the build reads, but for those of the modules that
# build/go.sum pins.
sources() { find build -type f | LC_ALL=C sort; }

hash_files() {
  if type -P sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

compiler() { "${CC:-clang-22}" --version | head -n 1; }

build() {
  local files
  build/build.sh .
  mapfile -t files < <(sources)
  {
    echo "# $(compiler)"
    hash_files "${files[@]}" "${built[@]}"
  } >SHA256SUMS
}

check() {
  local files
  mapfile -t files < <(sources)
  diff <(grep -v '^#' SHA256SUMS) <(hash_files "${files[@]}" "${built[@]}") ||
    echo 'wasm/sqlite is not what its sources make: ./build.sh sqlite builds it, or put them back'
  same_version github.com/ncruces/go-sqlite3-wasm/v6 build
  same_version github.com/ncruces/go-sqlite3 tests
}

# same_version MODULE FOLDER: the product and FOLDER name one version of MODULE.
same_version() {
  local product here
  product=$(required "$1" ../..) here=$(required "$1" "$2")
  [[ $product == "$here" ]] || echo "$1 is $product in go.mod, $here in wasm/sqlite/$2/go.mod"
}

required() { sed -n "s|^\(require\)\{0,1\}[[:space:]]*$1 \(v[^ ]*\).*|\2|p" "$2/go.mod"; }

compare() {
  local file
  if [[ "# $(compiler)" != "$(head -n 1 SHA256SUMS)" ]]; then
    echo "skipped: this is $(compiler), and what is committed was made by$(head -n 1 SHA256SUMS | tr -d '#')"
    return
  fi
  elsewhere=$(mktemp -d)
  trap 'rm -rf "$elsewhere"' EXIT
  build/build.sh "$elsewhere"
  for file in "${built[@]}"; do cmp "$elsewhere/$file" "$file"; done
  echo 'ok SQLite built from its sources has the bytes that are committed'
}

case ${1:-} in
  build | check | compare) "$1" ;;
  *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
