#!/usr/bin/env bash
# Tries every need_… function of .ci/needs.sh on a machine that has none of the
# programs in PATH. apt-get, and what it installs, are stubs. Prints what is
# wrong, and nothing if all is well.
# shellcheck disable=SC2030,SC2031,SC2317 # on_machine is a subshell on purpose, and defines what needs.sh calls
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly root=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset CHROMIUM FIREFOX WEBKIT CC AMORA_INSTALL
export MACHINE=$scratch/machine SYSTEM=$PATH REFUSED LOST NPM NODE

# Each need, and the packages that it asks apt-get for, in their order. The last
# one brings what the need is about.
readonly table='need_git git
need_node nodejs npm
need_npm nodejs npm
need_clang patch clang-22 lld-22
need_release git nodejs npm
need_workerd nodejs npm
need_chromium nodejs npm chromium
need_edge_browser nodejs npm chromium
need_bundlers nodejs npm chromium
need_site nodejs npm
need_site_browser nodejs npm chromium
need_firefox nodejs npm firefox-esr
need_webkit nodejs npm libwebkit2gtk-4.1-0 xvfb xauth
need_morango python3 python3-venv
need_kolibri python3 python3-venv
need_cc libc6-dev gcc'

# Every program of the machine is this script, which does what its name says.
# apt-get fails at the package $REFUSED, and brings nothing for the package $LOST.
cat >"$scratch/program" <<'EOF'
#!/usr/bin/env bash
name=${0##*/} PATH=$SYSTEM
case $name in
  sudo) shift; PATH=$MACHINE/bin; exec "$@" ;;
  git) echo 5ca1ab1e ;;
  node) echo "$NODE" ;;
  python3)
    [[ -e $MACHINE/bin/python3-venv ]] || exit 1
    [[ $1 != -m ]] || { mkdir -p "$3/bin" && cp "$0" "$3/bin/pip"; }
    ;;
  npm)
    [[ $NPM == works ]] || { echo 'npm ci' >>"$MACHINE/asked"; exit 1; }
    mkdir -p node_modules/@cloudflare/workerd-stub/bin
    cp "$0" node_modules/@cloudflare/workerd-stub/bin/workerd
    touch node_modules/.package-lock.json
    ;;
  apt-get)
    [[ $1 == install ]] || exit 0
    for package; do
      program=$MACHINE/bin/$package
      case $package in
        install | -* | *=*) continue ;;
        nodejs) program=$MACHINE/bin/node ;;
        lld-22) program=$MACHINE/bin/wasm-ld-22 ;;
        xvfb) program=$MACHINE/bin/xvfb-run ;;
        libwebkit2gtk-4.1-0) program=$MACHINE/usr/lib/any-linux/webkit2gtk-4.1/MiniBrowser ;;
      esac
      echo "$package" >>"$MACHINE/asked"
      [[ $package != "$REFUSED" ]] || exit 100
      [[ $package == "$LOST" ]] || { mkdir -p "${program%/*}" && cp "$0" "$program"; }
    done
    ;;
esac
EOF
chmod +x "$scratch/program"

# attempt PROGRAMS NEED [VARIABLE=VALUE…]: calls NEED on a new machine that has
# PROGRAMS alone. Sets status, lacking, and asked: the packages it asked for.
attempt() {
  local program
  rm -rf "$MACHINE"
  mkdir -p "$MACHINE"/{bin,build,js/test/bundlers,web/site,worker}
  touch -t 202001010000 "$MACHINE"/{js,worker,js/test/bundlers,web/site}/package{,-lock}.json
  for program in sudo $1; do cp "$scratch/program" "$MACHINE/bin/$program"; done
  for program in bash env true mkdir cmp cp; do ln -s "$(type -P $program)" "$MACHINE/bin"; done
  status=0
  lacking=$(on_machine "${@:2}") || status=$?
  asked=''
  [[ ! -e $MACHINE/asked ]] || asked=$(paste -sd ' ' "$MACHINE/asked")
}

# on_machine NEED [VARIABLE=VALUE…]: prints what is lacking, or else where the browsers are.
on_machine() (
  need=$1
  shift
  cd "$MACHINE"
  out=build
  say() { printf '%s\n' "$*" >>"$MACHINE/said"; }
  # shellcheck source=.ci/needs.sh
  source "$root/.ci/needs.sh"
  twice() { "$1" || "$1"; }
  # Functions of the programs' names must not be taken for programs.
  for name in chromium chromium-browser google-chrome firefox firefox-esr xvfb-run xauth gcc clang; do eval "$name() { :; }"; done
  browser_folders=("${browser_folders[@]/#/$MACHINE}")
  PATH=$MACHINE/bin
  for pair; do export "${pair?}"; done
  $need || { status=$?; printf '%s' "$lacking"; return $status; }
  bash -c 'printf "%s" "${CHROMIUM:-}${FIREFOX:-}${WEBKIT:-}${CC:-}"' # what programs that it starts see
)

# expect STATUS ASKED LACKING: what the last attempt must have come to; LACKING is a pattern.
expect() {
  # shellcheck disable=SC2053
  [[ $status == "$1" && $asked == "$2" && $lacking == $3 ]] || {
    printf '%s: status %s, asked for "%s": %s\n' "$case" "$status" "$asked" "$lacking"
    printf '  expected status %s, "%s": %s\n' "$1" "$2" "$3"
    wrong=1
  }
}

# each_need NEED PACKAGES…
each_need() {
  local need=$1 last=${!#}
  shift
  REFUSED='' LOST='' NPM=works NODE=22
  case="$need without apt-get"
  attempt '' "$need"
  expect 1 '' '* is not installed, and this machine has no apt-get'
  case="$need with apt-get"
  attempt apt-get "$need"
  expect 0 "$*" '*'
  case="$need where apt-get fails"
  REFUSED=$last attempt apt-get "$need"
  expect 1 "$*" '* is not installed, and apt-get failed: see build/apt-*.log'
  case="$need where the package has another content"
  LOST=$last attempt apt-get "$need"
  expect 1 "$*" '* was not found after installing *'
}

wrong=0
declared() { (source .ci/needs.sh; compgen -A function need_ | sort); }

diff <(declared) <({ echo need_go; cut -d ' ' -f 1 <<<"$table"; } | sort) || { echo 'the table does not name every need'; wrong=1; }
while read -r line; do
  # shellcheck disable=SC2086
  each_need $line
done <<<"$table"

REFUSED='' LOST='' NPM=works NODE=22
case='need_go'
attempt apt-get need_go
expect 1 '' 'Go is not installed*'
case='an old Node.js'
NODE=18 attempt 'node npm apt-get' need_npm
expect 1 '' 'Node.js 18 is too old*'
for need in need_{npm,chromium,firefox,webkit,edge_browser}; do
  case="$need where npm fails"
  NPM=fails attempt 'node npm' "$need"
  expect 1 'npm ci' 'npm ci failed: see build/npm-js.log'
done
case='apt-get fails twice'
REFUSED=chromium attempt 'node npm apt-get' 'twice need_chromium'
expect 1 chromium 'Chromium is not installed, and what apt-get did is in build/apt-chromium.log'
case='npm fails twice'
NPM=fails attempt 'node npm' 'twice need_npm'
expect 1 'npm ci' 'npm ci failed: see build/npm-js.log'
case='need_workerd where npm fails'
NPM=fails attempt 'node npm' need_workerd
expect 1 'npm ci' 'npm ci failed: see build/npm-worker.log'
case='Chromium is there'
attempt 'node npm chromium apt-get' need_chromium
expect 0 '' "$MACHINE/bin/chromium"
case='another Chromium'
attempt 'node npm google-chrome' need_chromium
expect 0 '' "$MACHINE/bin/google-chrome"
case='Firefox is there'
attempt 'node npm firefox' need_firefox
expect 0 '' "$MACHINE/bin/firefox"
case='Firefox is elsewhere'
attempt 'node npm firefox mine' need_firefox FIREFOX=mine
expect 0 '' "$MACHINE/bin/mine"
while read -r need variable; do
  case="a $variable that is not there"
  attempt 'node npm chromium firefox xvfb-run xauth' "$need" "$variable=/none"
  expect 2 '' "$variable=/none: *"
done <<<'need_chromium CHROMIUM
need_firefox FIREFOX
need_webkit WEBKIT
need_cc CC'
case='a CHROMIUM that is not there, and one that could be installed'
attempt 'node npm apt-get' need_chromium CHROMIUM=/none
expect 2 '' 'CHROMIUM=/none: *'

# announced PATTERN: what announce must have said.
announced() {
  local said=''
  [[ ! -e $MACHINE/said ]] || said=$(<"$MACHINE/said")
  # shellcheck disable=SC2053
  [[ $said == $1 ]] || { printf '%s: it said "%s", expected %s\n' "$case" "$said" "$1"; wrong=1; }
}

# What on_machine calls in place of a need.
both='announce need_chromium need_firefox'
case='what is missing is announced, each once, and not yet installed'
attempt apt-get "$both"
expect 0 '' ''
announced 'apt-get will install on this machine, as root, what the tests need and do not find:
  nodejs npm for Node.js with npm
  chromium for Chromium
  firefox-esr for Firefox
To prevent that: --no-install *'
case='nothing is missing'
attempt 'node npm chromium firefox apt-get' "$both"
expect 0 '' '*'
announced ''
case='nothing is to be installed'
attempt 'node npm apt-get' "$both" AMORA_INSTALL=no
expect 0 '' '*'
announced 'What the tests need and do not find is not installed, because nothing is to be installed (--no-install):
  chromium for Chromium
  firefox-esr for Firefox'
while read -r need _; do
  case="$need, and nothing is to be installed"
  attempt apt-get "$need" AMORA_INSTALL=no
  expect 1 '' '* is not installed, and nothing is to be installed (--no-install)'
done <<<"$table"
exit $wrong
