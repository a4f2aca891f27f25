#!/usr/bin/env bash
# The one entry to building, running and testing Amora. Needs Go; `test`,
# `check`, `bench`, `soak` and `release` also need Node.js, git or browsers. They
# say what is missing before they install it, and do not with --no-install.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'EOF'
usage: ./build.sh COMMAND

  demo [FLAGS…]    build everything and start the relay with the demo page;
                   flags go on to `amora serve`, e.g. --listen 127.0.0.1:0
  edge [FLAGS…]    the same with the edge's relay, in workerd (--help lists flags)
  worker           what goes to Cloudflare, for worker/wrangler.jsonc
  build            build/amora, build/web, js/dist; nothing is started
  site             the documentation with its search, build/site, which the relay
                   serves at /docs/; needs Node.js
  test [SUITE…]    run the suites named, or all but race:
                     check      what the command check does
                     go         Go, on this machine
                     race       core and worker with Go's race detector
                     morango    stock Morango from PyPI, through the native relay and as server
                     kolibri    stock Kolibri from PyPI, likewise
                     wasm       Go as WebAssembly, in Node.js and Chromium
                     units      TypeScript, in Node.js
                     browsers   everything in Chromium, Firefox and WebKit
                     edge       the browser against the edge's relay
                     bundlers   apps built from the package as it is packed, in Chromium
                     site       the documentation, in Chromium
                     release    what a release packs, and the container image where buildah is
  sqlite           the tab's SQLite, wasm/sqlite, anew from its C sources; needs clang 22
  check            formatting, vet, lint, types, modules, commits, shell syntax,
                   the size of the download
  size             what a tab downloads, and the engine's code by package
  bench            stages, both relays, a tab, and stock Morango and Kolibri, measured
                   beside the budgets
  soak [MINUTES]   devices, tabs and processes failing at random: each kind of
                   test for so long, 10 minutes by default
  release          build/release: archives for Linux, macOS and Windows, the npm
                   packages, SHA256SUMS; the same commit gives the same bytes

test, check, bench, site, soak and release install programs that they need and do not
find, by apt-get as root or with sudo, after saying which. What cannot be
installed is named, and what needs it is skipped. Nothing is installed outside
of this folder with the flag --no-install, or AMORA_INSTALL=no in the
environment. With CI=true what cannot run fails instead of being skipped.
EOF
}

readonly out=build
readonly web=$out/web
# The SQLite of the tab: c, compiled from C (wasm/sqlite), or translated to Go,
# as that of native builds is.
readonly tab_sqlite=${AMORA_SQLITE:-c}
readonly sqlite=github.com/ncruces/go-sqlite3-wasm/v6

say() { printf '%s\n' "$*" >&2; }
die() { say "build.sh: $*"; exit 1; }

# shellcheck source=.ci/needs.sh
source .ci/needs.sh
# shellcheck source=.ci/suites.sh
source .ci/suites.sh

# ---- building ----

# What is shipped, and what makes it, needs no C compiler.
pure_go() { CGO_ENABLED=0 go "$@"; }

# One text in page, worker and engine, which talk to no other build's.
version() {
  local v rev
  v=$(sed -n 's/^ *"version": "\(.*\)",$/\1/p' js/package.json)
  rev=$(git rev-parse --short=8 HEAD 2>/dev/null) || rev=
  printf '%s' "$v${rev:++$rev}"
}

# Copies a file where it differs, so that what follows from it stays as it is.
put() {
  cmp -s "$1" "$2" || { mkdir -p "$(dirname "$2")" && cp "$1" "$2"; }
}

bundle_js() { pure_go tool esbuild --bundle --format=esm --log-level=warning "$@"; }

# use_sqlite c|translated: sets tab_flags, go's flags for a build with that SQLite.
use_sqlite() {
  case $1 in
    c)
      put go.sum $out/sqlite.sum
      go mod edit -replace="$sqlite=./wasm/sqlite" -print >$out/sqlite.mod
      tab_flags=(-modfile="$out/sqlite.mod")
      ;;
    # Translated, it runs 1.5 times as fast without its bounds checks, which
    # wasm's own memory makes superfluous (-B, for that package alone).
    translated) tab_flags=(-gcflags="$sqlite=-B") ;;
    *) die "AMORA_SQLITE=$1: it is c or translated" ;;
  esac
}

# link_engine TARGET FLAGS…: links the tab's engine, with flags for the linker.
link_engine() {
  GOOS=js GOARCH=wasm go build "${tab_flags[@]}" -trimpath -buildvcs=false \
    -ldflags="${*:2} -X main.version=$(version)" -o "$1" ./wasm
}

build_wasm() {
  use_sqlite "$tab_sqlite"
  # Without inlined functions the download is 0.2 MB smaller, and what a tab
  # waits for, SQLite and storage, is not Go: js/test/browser/bench-compare.mjs.
  if [[ $tab_sqlite == c ]]; then tab_flags+=(-gcflags=all=-l); fi
  link_engine $out/linked.wasm -s -w
  pure_go run ./wasm/pack $out/linked.wasm $out/packed.wasm
  put $out/packed.wasm js/dist/amora.wasm
  rm -f js/dist/sqlite.wasm
  if [[ $tab_sqlite == c ]]; then put wasm/sqlite/sqlite.wasm js/dist/sqlite.wasm; fi
}

build_js() {
  # Beside the sources, as its path is in the source map.
  put "$(go env GOROOT)/lib/wasm/wasm_exec.js" $out/wasm_exec.js
  bundle_js js/src/{index,inspector,kolibri,worker}.ts --outdir=js/dist --target=es2022 --minify --sourcemap \
    --define:AMORA_VERSION="\"$(version)\"" --define:AMORA_SQLITE="$([[ $tab_sqlite == c ]] && echo true || echo false)" \
    --alias:wasm_exec="$PWD/$out/wasm_exec.js"
  # Beside index.js, which they import, as they do the app's framework.
  bundle_js js/src/{kysely,react,svelte,tanstack,vue}.ts --outdir=js/dist --target=es2022 --minify --sourcemap \
    --external:./index.js --external:kysely --external:react --external:svelte --external:@tanstack/db --external:vue
  bundle_js js/src/esbuild.ts --outdir=js/dist --target=es2022 --minify --sourcemap --external:node:fs/promises
}

# What a tab downloads before it opens a database. The budget is a little more
# than it takes today, so that whoever needs more says so here.
readonly download=(js/dist/{amora.wasm,sqlite.wasm,index.js,worker.js}) download_budget=1805000

download_size() { node .ci/sizes.mjs $download_budget "${download[@]}"; }

size() {
  build_wasm
  build_js
  link_engine $out/named.wasm
  pure_go run ./wasm/pack report $out/named.wasm
  download_size
}

build_page() {
  local f
  # Relative, so that the page may lie in any folder of any server.
  bundle_js web/{school,zipcodes,kolibri}/main.ts --outdir=$out/page --outbase=web --target=es2022 --minify --sourcemap \
    --alias:amora/inspector=../js/inspector.js --alias:amora/kolibri=../js/kolibri.js --alias:amora=../js/index.js --external:../js/{index,inspector,kolibri}.js
  bundle_js js/examples/{todo,survey,stock}/main.ts --outdir=$out/page/examples --outbase=js/examples --target=es2022 \
    --minify --sourcemap --alias:amora=../../js/index.js --external:../../js/index.js
  for f in js/examples/{index.html,style.css,{todo,survey,stock}/index.html}; do put "$f" "$web/${f#js/}"; done
  for f in examples/{todo,survey,stock}/main.js{,.map}; do put "$out/page/$f" "$web/$f"; done
  for f in web/{404,index}.html web/style.css web/icon.svg web/{zipcodes,kolibri}/{index.html,style.css} web/data/zipcodes.csv; do put "$f" "$web/${f#web/}"; done
  for f in {school,zipcodes,kolibri}/main.js{,.map}; do put "$out/page/$f" "$web/$f"; done
  place_site
  rm -f "$web/js/sqlite.wasm"*
  for f in js/dist/{{index,inspector,kolibri,kysely,react,svelte,tanstack,vue,worker}.js{,.map},*.wasm}; do put "$f" "$web/js/${f##*/}"; done
}

# Beside the demo, which links to it: the documentation where it was built, else
# the guides alone, as plain pages, which need no Node.js.
place_site() {
  local f
  if [[ ! -e $out/site/index.html ]]; then
    pure_go run ./web/guides $out/guides
    (cd $out/guides && find . -type f) | while read -r f; do put "$out/guides/$f" "$web/docs/$f"; done
  elif [[ ! $web/docs/index.html -nt $out/site/index.html ]]; then
    rm -rf $web/docs
    mkdir -p $web
    cp -R $out/site $web/docs
  fi
}

# The reference first, of the types and their comments; then all pages.
build_site() {
  (cd web/site && node_modules/.bin/typedoc)
  rm -rf $out/site
  web/site/node_modules/.bin/vitepress build web/site
  place_site
  gzip_web
}

site() {
  announce need_site
  need_site || die "$lacking"
  build_site
  say "$out/site: build/amora serve shows it at /docs/"
}

# What the relay serves compressed lies beside the files. Brotli of another
# build is taken away.
gzip_web() {
  local f
  find "$web" -type f -size +1k ! -name '*.gz' ! -name '*.br' | while read -r f; do
    [[ $f.gz -nt $f ]] || gzip -9 -n -k -f "$f"
    [[ $f.br -nt $f ]] || rm -f "$f.br"
  done
}

# Brotli is a quarter smaller than gzip. Browsers take it by https and on this
# machine, not on the plain http of a school's network. It takes half a minute,
# so it is made for what others load alone: releases and the demo.
brotli_web() { node .ci/brotli.mjs $web; }

build_relay() { pure_go build -trimpath -buildvcs=false -ldflags="-X main.version=$(version)" -o $out/amora ./worker; }

build_web() {
  build_wasm
  build_js
  build_page
  gzip_web
}

build_all() {
  build_web
  build_relay
}

# Everything anew and from what is committed, for all platforms.
release() {
  announce need_release
  need_release || die "$lacking"
  [[ -z $(git status --porcelain) ]] || die "release: commit or remove first what git status shows"
  rm -rf $web $out/page $out/site js/dist $out/release
  build_web
  .ci/release.sh $out/release "$(version)" {linux,darwin,windows}/{amd64,arm64}
  say "$out/release:"
  cat $out/release/SHA256SUMS
}

demo() {
  say "building the tab's engine, the page and the relay: a minute or two, the first time"
  build_all
  if type -P node >/dev/null; then brotli_web; fi
  say "open the address below in a browser; Ctrl+C ends the relay"
  exec $out/amora serve --listen 127.0.0.1:8787 --data $out/data --web "$web" "$@"
}

edge() {
  say "building the tab's engine, the page and the edge's relay"
  build_web
  AMORA_VERSION=$(version) exec worker/edge/edge.sh edge "$@"
}

worker() {
  build_web
  AMORA_VERSION=$(version) worker/edge/edge.sh worker
}

# ---- the tests ----

# Only to end what hangs: on a busy machine a package or a file of tests may
# take ten times as long as on a quiet one. Tests have limits of their own.
readonly patience=15 # minutes

go_tests() { go test -json -timeout=${patience}m "$@"; }
wasm_tests() { GOOS=js GOARCH=wasm go_tests "${tab_flags[@]}" -exec "node $PWD/js/test/gonode.mjs" "$@"; }
# The next ones take the SQLite first, c or translated.
go_tests_node() {
  use_sqlite "$1"
  wasm_tests "${@:2}"
}
# Node.js runs Go on one core. The tests of faults, which take as long as all the
# others together, have a process of their own.
go_tests_node_halves() {
  local faults=$logs/wasm-faults.json status=0 half
  use_sqlite "$1"
  wasm_tests -p=1 -run '^TestFault' "${@:2}" >"$faults" 2>&1 &
  half=$!
  wasm_tests -p=1 -skip '^TestFault' "${@:2}" || status=$?
  wait $half || status=$?
  cat "$faults"
  return $status
}
go_tests_chromium() {
  use_sqlite "$1"
  starts chromium && GOOS=js GOARCH=wasm go_tests "${tab_flags[@]}" -exec "node $PWD/js/test/gotest.mjs" "${@:2}"
}
# The tab's SQLite alone: what it has to survive, and natively what it must not.
sqlite_tests() {
  local node="node $PWD/js/test/gonode.mjs"
  (cd wasm/sqlite/tests && GOOS=js GOARCH=wasm go_tests -exec "$node" . && go_tests .)
}
# go-sqlite3's own tests, with the tab's SQLite.
upstream_tests() {
  local node="node $PWD/js/test/gonode.mjs" list=wasm/sqlite/tests/upstream.txt packages skipped
  mapfile -t packages < <(sed -n 's|^package ||p' $list)
  packages=("${packages[@]/#/github.com/ncruces/go-sqlite3/}")
  skipped=$(sed -n 's/^skip \(.*\)/^\1$/p' $list | paste -sd '|')
  (cd wasm/sqlite/tests && GOOS=js GOARCH=wasm go_tests -exec "$node" -skip "$skipped" "${packages[@]%/.}")
}
# One file at a time: two browsers are work enough for a small machine.
node_tests() {
  node --test --test-concurrency=1 --test-timeout=$((patience * 60000)) --test-reporter=spec "$@"
}

# A browser that does not start fails its suite at once, with the reason.
starts() { node js/test/browser/starts.mjs "$1"; }
chromium_tests() { starts chromium && node_tests "$@"; }

# What depends on the browser, in one that is not Chromium.
other_tests() { starts "$1" && AMORA_BROWSER=$1 node_tests js/test/browser/{api.test,others}.mjs; }

# What a database's place may change, with databases in files.
file_tests() { starts chromium && AMORA_STORAGE=opfs node_tests js/test/browser/{full,kill-chaos,tabs}.test.mjs; }

# With the packages as npm gets them, not their sources.
bundler_tests() {
  rm -rf $out/bundlers/packed
  .ci/npm.sh $out/bundlers/packed "$(version)" "$(go env GOOS)/$(go env GOARCH)" && chromium_tests "$@"
}

site_tests() { build_site && chromium_tests js/test/site/*.test.mjs; }

# Every third zip code is enough here: the whole file goes to the native relay.
edge_tests() { starts chromium && worker/edge/edge.sh worker && AMORA_RELAY=edge AMORA_ZIPCODES=3 node_tests "$@"; }

# The unit tests are TypeScript, which Node.js 20 does not run as it is.
unit_tests() {
  local sources tests
  mapfile -t sources < <(find web js/test -name '*.test.ts' -not -path '*/node_modules/*')
  tests=("${sources[@]/#/$logs/unit/}")
  bundle_js "${sources[@]}" --platform=node --outdir=$logs/unit --outbase=. --out-extension:.js=.mjs &&
    node_tests "${tests[@]/%.ts/.mjs}"
}

# Stock Morango's client waits up to a second at every step.
morango_tests() { go_tests -run 'Morango' -parallel 4 ./worker; }
kolibri_tests() { go_tests -run 'Kolibri' -parallel 4 ./worker; }

# The detector makes SQLite, which is Go here, some ten times slower.
race_tests() { CGO_ENABLED=1 go_tests -timeout=$((4 * patience))m -race ./core/... ./worker/...; }

readonly suites='check go morango kolibri wasm units browsers edge bundlers site release' # run unless others are named

# needs_of SUITE: what it can use of what may have to be installed.
needs_of() {
  case $1 in
    check | release) echo need_git need_npm ;;
    go) echo need_workerd ;;
    morango) echo need_morango need_workerd ;;
    kolibri) echo need_kolibri ;;
    race) echo need_cc need_workerd ;;
    wasm) echo need_node need_chromium need_clang ;;
    units) echo need_npm ;;
    browsers) echo need_chromium need_firefox need_webkit ;;
    edge) echo need_edge_browser ;;
    bundlers) echo need_bundlers ;;
    site) echo need_site need_chromium ;;
    *) return 1 ;;
  esac
}

# workerd_if_possible installs workerd, or says why the edge's tests will be skipped.
workerd_if_possible() { need_workerd || say "without workerd: $lacking"; }

run_suite() {
  case $1 in
    check) suite 'checks' count_checks check ;;
    go)
      workerd_if_possible
      suite 'Go' count_go go_tests ./...
      ;;
    morango)
      workerd_if_possible # one of its tests is of both hosts
      suite_if need_morango 'stock Morango, through the relay and as server' count_go morango_tests
      ;;
    kolibri) suite_if need_kolibri 'stock Kolibri, through the relay and as server' count_go kolibri_tests ;;
    race)
      workerd_if_possible
      suite_if need_cc 'Go, with the race detector' count_go race_tests
      ;;
    wasm)
      suite_if need_node 'Go as wasm, in Node.js' count_go go_tests_node_halves c ./core/...
      suite_if need_chromium 'Go as wasm, in Chromium' count_go go_tests_chromium c ./wasm/...
      suite_if need_node "the tab's SQLite, in Node.js" count_go sqlite_tests
      suite_if need_node "go-sqlite3's tests, in Node.js" count_go upstream_tests
      suite_if need_node 'translated SQLite, in Node.js' count_go go_tests_node translated ./core/sqlitedb/... ./core/golden
      suite_if need_chromium 'translated SQLite, in Chromium' count_go go_tests_chromium translated ./wasm/idbvfs
      suite_if need_clang 'SQLite from its sources' count_checks .ci/sqlite.sh compare
      ;;
    units) suite_if need_npm 'TypeScript units, in Node.js' count_node unit_tests ;;
    browsers)
      built
      suite_if need_chromium 'browser, against the real relay' count_node chromium_tests js/test/browser/*.test.mjs
      suite_if need_chromium 'browser, databases in files' count_node file_tests
      suite_if need_firefox 'Firefox' count_node other_tests firefox
      suite_if need_webkit 'WebKit' count_node other_tests webkit
      ;;
    edge)
      built
      suite_if need_edge_browser 'browser, against the edge relay' \
        count_node edge_tests js/test/browser/{api,connections,datasets,page,zipcodes}.test.mjs
      ;;
    bundlers)
      built
      suite_if need_bundlers 'the package in bundlers, in Chromium' count_node bundler_tests js/test/bundlers/*.test.mjs
      ;;
    site)
      built
      suite_if need_site_browser 'the documentation, in Chromium' count_node site_tests
      ;;
    release)
      built
      suite_if need_release 'what a release packs' count_node node_tests .ci/{container,release}.test.mjs
      ;;
  esac
}

# built makes what the browsers' suites serve, once.
is_built=''
built() {
  [[ -z $is_built ]] || return 0
  is_built=yes
  suite 'build' count_checks checked 'everything builds' ./build.sh build
}

# run_tests [SUITE…]
run_tests() {
  local name needs=''
  # shellcheck disable=SC2086 # words are meant
  (($#)) || set -- $suites
  for name; do
    needs+=" $(needs_of "$name")" || die "test: there is no suite $name; there are: $suites race"
  done
  # shellcheck disable=SC2086
  announce $needs
  [[ "$*" != "$suites" ]] || built # the build fails first, if it does
  for name; do run_suite "$name"; done
  printf '\n%d passed, %d failed, %d skipped\n' $passed $failed $skipped
  ((failed == 0))
}

# ---- checks ----

unformatted() { git ls-files -z --cached --others --exclude-standard '*.go' | xargs -0 "$(go env GOROOT)/bin/gofmt" -l; }
within_budget() {
  local said
  said=$(build_wasm && build_js && download_size) || printf '%s\n' "$said"
}
vet_js() { GOOS=js GOARCH=wasm go vet ./...; }
vet_sqlite() {
  (cd wasm/sqlite/build && go vet ./...)
  (cd wasm/sqlite/tests && go vet ./... && GOOS=js GOARCH=wasm go vet ./... github.com/ncruces/go-sqlite3-wasm/v6)
}
lint() { $out/staticcheck ./...; }
lint_js() { GOOS=js GOARCH=wasm $out/staticcheck ./...; }
lint_ts() {
  local said
  said=$(js/node_modules/.bin/biome check --error-on-warnings --config-path=.ci/lint.jsonc js web worker .ci 2>&1) ||
    { printf '%s\n' "$said"; return 1; }
}
types() { "js/node_modules/${2:-typescript}/bin/tsc" --noEmit -p "$1"; }
shell_syntax() { local f; for f in build.sh .ci/run .ci/*.sh worker/edge/edge.sh; do bash -n "$f"; done; }
# (The brackets keep this line from finding itself.)
unwanted_words() {
  local status=0
  git grep -nIE '/wor[k]/|\bFIX[M]E\b|\bTOD[O]\b|\bXX[X]\b|registry\.npm[j]s|proxy\.golan[g]' -- ':!core/testdata' || status=$?
  ((status == 1)) # nothing was found; other failures have another status
}
tidy() { go mod tidy -diff; }

# Commits that main does not have yet: subjects have at most 72 characters, and
# bodies say why.
commits() {
  local base entry first subject
  base=$(git rev-parse -q --verify origin/main || git rev-parse -q --verify main) || return 0
  while IFS= read -r -d '' entry; do
    first=${entry%%$'\n'*} subject=${first#* }
    ((${#subject} <= 72)) || printf '%s\n  %d characters, a subject has at most 72\n' "$first" ${#subject}
    [[ ${entry#"$first"} == *[![:space:]]* ]] || printf '%s\n  no body that says why\n' "$first"
  done < <(git log -z --no-merges --format='%h %s%n%b' "$base..HEAD")
}
lock_file() { grep -n '"resolved"' {js,js/test/bundlers,web/site,worker}/package-lock.json || true; }
# lock_integrity names the packages whose contents `npm ci` could not verify.
lock_integrity() {
  node -e '
    for (const file of process.argv.slice(1)) {
      for (const [name, entry] of Object.entries(JSON.parse(require("fs").readFileSync(file)).packages)) {
        if (name && !entry.link && !/^sha512-/.test(entry.integrity)) console.log(`${file}: ${name} has no SHA-512`);
      }
    }' {js,js/test/bundlers,web/site,worker}/package-lock.json
}

# Known flaws of dependencies, where the database of them can be reached.
vulnerabilities() {
  local database=https://vuln.go.dev said
  if ! curl -fsS -m 10 -o "$logs/vulnerabilities.json" "$database/index/modules.json" 2>/dev/null; then
    echo "skipped known flaws of dependencies: $database cannot be reached"
  elif said=$(go run golang.org/x/vuln/cmd/govulncheck@v1.1.4 ./... 2>&1); then
    echo "ok known flaws of dependencies"
  else
    printf 'FAILED known flaws of dependencies\n%s\n' "$said"
    return 1
  fi
}

check() {
  local bad=0
  announce need_git need_npm
  go build -o $out/staticcheck honnef.co/go/tools/cmd/staticcheck || return 1
  checked_if need_git 'gofmt' unformatted || bad=1
  checked 'go vet' go vet ./... || bad=1
  checked 'go vet, js' vet_js || bad=1
  checked 'go vet, wasm/sqlite' vet_sqlite || bad=1
  checked 'wasm/sqlite is what its sources make' .ci/sqlite.sh check || bad=1
  checked 'staticcheck' lint || bad=1
  checked 'staticcheck, js' lint_js || bad=1
  checked_if need_npm 'format, lint and import cycles of the TypeScript' lint_ts || bad=1
  checked_if need_npm 'types of the package' types js || bad=1
  checked_if need_npm 'types of the package, TypeScript 5' types js typescript-5 || bad=1
  # TanStack's own declarations do not hold under exactOptionalPropertyTypes.
  checked_if need_npm 'types of amora/tanstack' types js/tsconfig.tanstack.json || bad=1
  checked_if need_npm 'types of amora/tanstack, TypeScript 5' types js/tsconfig.tanstack.json typescript-5 || bad=1
  checked_if need_npm 'types of the page' types web || bad=1
  checked_if need_npm 'types of the examples' types js/examples || bad=1
  checked 'go.mod is tidy' tidy || bad=1
  checked_if need_node 'size of the download' within_budget || bad=1
  vulnerabilities || bad=1
  checked 'shell syntax' shell_syntax || bad=1
  checked 'what the tests need' .ci/needs.test.sh || bad=1
  checked 'what checks print' .ci/suites.test.sh || bad=1
  checked_if need_git 'unwanted words' unwanted_words || bad=1
  checked 'lock files name no host' lock_file || bad=1
  checked_if need_node 'lock files have the hash of each package' lock_integrity || bad=1
  checked_if need_git 'commits' commits || bad=1
  return $bad
}

# ---- longer runs ----

# fuzz gives each fuzz target AMORA_SOAK's time, and fails at the end if one has
# found something: the others have their time all the same.
fuzz() {
  local file target found=''
  while IFS=: read -r file target; do
    target=${target#func } target=${target%%(*}
    say "$target of ${file%/*}: $AMORA_SOAK"
    go test "./${file%/*}" -run '^$' -fuzz "^$target\$" -fuzztime "$AMORA_SOAK" </dev/null || found+=" $target"
  done < <(git grep -oE '^func Fuzz[A-Za-z0-9]+\(' -- '*_test.go')
  [[ -z $found ]] || die "fuzzing has found something:$found"
}

soak() {
  local minutes=${1:-10}
  announce need_chromium
  need_chromium || die "$lacking"
  build_all
  export AMORA_SOAK=${minutes}m
  say "networks of devices and a relay: $minutes min"
  go test ./core/chaos -count=1 -timeout=0 -run 'TestProperties$|TestPropertiesCopies' -v
  fuzz
  say "tabs on one database, and browsers and relays that are killed: $minutes min each"
  node --test --test-concurrency=1 --test-reporter=spec js/test/browser/*-chaos.test.mjs
  say "tabs killed while they write: $((minutes * 10)) runs"
  use_sqlite "$tab_sqlite"
  AMORA_SEEDS=$((minutes * 10)) GOOS=js GOARCH=wasm go test "${tab_flags[@]}" -count=1 -timeout=0 -exec "node $PWD/js/test/gotest.mjs" -run TestKilled ./wasm/idbvfs ./wasm/opfsvfs
}

bench() {
  announce need_chromium need_workerd need_morango need_kolibri
  need_chromium || die "$lacking"
  build_all
  go test ./core -run '^$' -bench 'Stage|Changes|Wire' -timeout 30m | tee $out/bench-stages.txt
  need_workerd || say "without workerd: $lacking"
  go test ./worker -run '^$' -bench 'Hosts|Deaf|Attack' -benchtime 1x -timeout 30m | tee $out/bench-hosts.txt
  need_morango || say "without stock Morango: $lacking" # its benchmarks are skipped
  need_kolibri || say "without stock Kolibri: $lacking"
  go test ./worker -run '^$' -bench 'Morango|Kolibri|Million' -benchtime 1x -timeout 90m
  node js/test/browser/bench.mjs $out/bench-stages.txt $out/bench-hosts.txt
}

sqlite() {
  announce need_clang
  need_clang || die "$lacking"
  .ci/sqlite.sh build
}

with_go() { need_go || die "$lacking"; "$@"; }

# installing COMMAND [ARGS…]: with_go for commands that may install something.
# It takes the flag out that forbids that.
installing() {
  local argument arguments=()
  for argument; do
    if [[ $argument == --no-install ]]; then export AMORA_INSTALL=no; else arguments+=("$argument"); fi
  done
  with_go "${arguments[@]}"
}

mkdir -p $logs
case ${1:-} in
  demo | edge | worker) with_go "$@" ;;
  sqlite | check | bench | site | soak | release) installing "$@" ;;
  build) with_go build_all ;;
  size) with_go size ;;
  test) installing run_tests "${@:2}" ;;
  '' | -h | --help | help) usage ;;
  *)
    usage >&2
    die "unknown command: $1"
    ;;
esac
