#!/usr/bin/env bash
# Builds SQLite from its sources: build.sh FOLDER. Writes sqlite.wasm and
# forwards_js.go there, and a copy of the package parser, which is Go alone.
# Needs Go, patch, and clang and wasm-ld of the version in ../SHA256SUMS.
set -euo pipefail
out=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
: "${CC:=clang-22}" "${LD:=wasm-ld-22}"
work=$(mktemp -d)
trap 'chmod -R u+w "$work" && rm -rf "$work"' EXIT

# module PATH: the folder of a module at the version that go.mod pins.
module() {
  go mod download "$1"
  go list -m -f '{{.Dir}}' "$1"
}

# sqlite FILE: a file of the amalgamation without the frame that cgo needs.
sqlite() { sed -e '1{/^#ifndef USE_LIBSQLITE3/d}' -e '/^#else \/\/ USE_LIBSQLITE3/,$d' "$1"; }

amalgamation=$(module github.com/mattn/go-sqlite3)
bindings=$(module github.com/ncruces/go-sqlite3-wasm/v6)
libc=$(module github.com/ncruces/wasm2go)/libc-gen/c

cp -R c/. "$work"
cp "$bindings"/build/{func,hooks,pointer,stmt,text,time,vfs,vtab}.c "$bindings"/build/*.h "$work"
cp -R "$libc" "$work/libc"
sqlite "$amalgamation/sqlite3-binding.c" >"$work/sqlite3.c"
sqlite "$amalgamation/sqlite3-binding.h" >"$work/sqlite3.h"
sqlite "$amalgamation/sqlite3ext.h" >"$work/sqlite3ext.h"
for name in busy_timeout vfs_find; do
  (cd "$work" && patch --silent --no-backup-if-mismatch -p0) <"$bindings/build/$name.patch"
done

mapfile -t exports < <(grep -vE '^(__stack_pointer|main_.*)$' "$bindings/build/exports.txt")
exports+=(sqlite3_start)

# Compiled in the folder with relative names: no path of this machine matters.
cd "$work"
"$CC" --target=wasm32-unknown-unknown -std=c23 -Oz -g0 -ffreestanding -nostdlib -nostdlibinc \
  -fPIC -fvisibility=hidden -mmutable-globals -mnontrapping-fptoint -msign-ext -mbulk-memory \
  -Wall -Wextra -Wno-unused-parameter -Wno-unused-function \
  -D_HAVE_SQLITE_CONFIG_H -DSQLITE_CUSTOM_INCLUDE=sqlite_opt.h -DSQLITE_ENABLE_FTS5 \
  -I. -Ilibc -c -o main.o main.c
"$LD" -shared --experimental-pic -Bsymbolic --no-entry --import-memory --import-undefined \
  --unresolved-symbols=import-dynamic --gc-sections --strip-all "${exports[@]/#/--export=}" -o side.wasm main.o
cd - >/dev/null
go run . "$bindings" "$work/side.wasm" "$out"
mkdir -p "$out/parser"
install -m 644 "$bindings"/parser/{LICENSE,libc.go,parser.go} "$out/parser"
