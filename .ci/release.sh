#!/usr/bin/env bash
# Packs what ./build.sh built: .ci/release.sh TARGET VERSION [OS/ARCH…]
# TARGET gets an archive of the relay and its page for each OS/ARCH, what npm
# publishes (.ci/npm.sh), and SHA256SUMS. The same commit and the same Go give the same bytes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=$1 stamp=$2
shift 2
number=${stamp%%+*} # of 0.1.0+5ca1ab1e the part that names files
time=$(git log -1 --format=%ct)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

readme() {
  cat <<TEXT
Amora $stamp: the relay (amora), its demo page and the JS package (web).

    ./amora serve --data rooms        then open http://127.0.0.1:8787
    ./amora help                      the other commands

On Windows: amora.exe serve --data rooms
How to run it for others, with TLS, in a school or on the internet: ./amora help serve
and https://github.com/amora-sync/amora/blob/main/worker/README.md
TEXT
}

# relay OS ARCH: one archive.
relay() {
  local name=amora-$number-$1-$2 program=amora form=tar.gz
  if [[ $1 == windows ]]; then program=amora.exe form=zip; fi
  mkdir "$stage/$name"
  cp "$programs/$1-$2/$program" "$stage/$name"
  cp -R build/web CHANGELOG.md "$stage/$name"
  cp web/data/README.md "$stage/$name/web/data" # whose the zip codes are
  .ci/licences.sh ./worker >"$stage/$name/LICENSE"
  readme >"$stage/$name/README.txt"
  go run .ci/archive.go "$target/$name.$form" "$stage/$name" "$time"
}

sums() {
  if type -P sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

mkdir -p "$target"
target=$(cd "$target" && pwd)
export CGO_ENABLED=0 GOFLAGS=-buildvcs=false programs=$stage/programs
.ci/npm.sh "$target" "$stamp" "$@"
node .ci/brotli.mjs build/web
for platform; do relay "${platform%/*}" "${platform#*/}"; done
(cd "$target" && files=(*) && sums "${files[@]}" >SHA256SUMS)
