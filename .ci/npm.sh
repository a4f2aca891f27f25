#!/usr/bin/env bash
# Packs what npm publishes: .ci/npm.sh TARGET VERSION [OS/ARCH…]
# TARGET gets the tarballs of amora (from js/dist, as ./build.sh built it),
# create-amora, amora-relay and, for each OS/ARCH, the package with its program.
# npm takes a licence from beside package.json only, so each is laid out first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=$1 stamp=$2
shift 2
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
programs=${programs:-$stage/programs} # where the relay's are left, for .ci/release.sh

# pack FOLDER: its tarball. No script of a package runs.
pack() { (cd "$stage/$1" && npm pack --silent --ignore-scripts --pack-destination "$target" >/dev/null); }

amora() {
  local folder=$stage/amora
  mkdir "$folder"
  js/node_modules/typescript/bin/tsc -p js/tsconfig.build.json # into js/dist, as its maps say where src is
  cp -R js/package.json js/README.md js/src js/dist "$folder"
  GOOS=js GOARCH=wasm .ci/licences.sh ./wasm >"$folder/LICENSE"
  [[ ! -e js/dist/sqlite.wasm ]] || { printf '\n\n---- sqlite.wasm ----\n\n'; cat wasm/sqlite/LICENSE; } >>"$folder/LICENSE"
  pack amora
}

# plain NAME FOLDER: a package that is its folder and our licence.
plain() {
  cp -R "$2" "$stage/$1"
  cp LICENSE "$stage/$1"
  pack "$1"
}

# program OS ARCH: the package that amora-relay takes its program from there.
program() {
  local os=$1 cpu=$2 file=amora
  case $os in windows) os=win32 file=amora.exe ;; esac
  case $cpu in amd64) cpu=x64 ;; esac
  local folder=$stage/relay-$os-$cpu
  mkdir "$folder"
  GOOS=$1 GOARCH=$2 go build -trimpath -ldflags="-s -w -X main.version=$stamp" -o "$programs/$1-$2/$file" ./worker
  cp "$programs/$1-$2/$file" "$folder"
  node .ci/platform.mjs "$os" "$cpu" "$file" >"$folder/package.json"
  printf 'The relay of [Amora](https://www.npmjs.com/package/amora) for %s on %s. Install `amora-relay`.\n' \
    "$os" "$cpu" >"$folder/README.md"
  .ci/licences.sh ./worker >"$folder/LICENSE"
  pack "relay-$os-$cpu"
}

mkdir -p "$target"
target=$(cd "$target" && pwd)
export CGO_ENABLED=0 GOFLAGS=-buildvcs=false
amora
plain create-amora js/create
plain amora-relay worker/npm
for platform; do program "${platform%/*}" "${platform#*/}"; done
