# What the tests need beyond Go, for ./build.sh: each need_… function looks for
# its programs and npm packages and installs what is missing, where it can and
# may. Its status is 0 if all is there, 1 if something is lacking, and 2 if the
# environment names a program that is not there; $lacking says what.
#
# npm packages go into this folder. Programs are installed on the machine, by
# apt-get: only after announce has said so, and not where $AMORA_INSTALL is no.
# shellcheck shell=bash disable=SC2034,SC2154 # out is build.sh's, which reads lacking

lacking=''
announced=''       # set once announce was called
surveying=''       # set while announce finds out what is missing
missing=''         # what is: lines of "packages, for what"
tried='|' # what was tried to install
# Where WebKitGTK keeps the browser of its library: patterns, because the folder
# is there only once it was installed.
browser_folders=('/usr/lib/*/webkit2gtk-4.*' '/usr/libexec/webkit2gtk-4.*' '/usr/lib/webkit2gtk-4.*')

# have PROGRAMS…: whether all are in PATH, or at the path given. Functions of
# those names do not count.
have() {
  local program
  for program; do type -P "$program" >/dev/null || return 1; done
}

# find_program VARIABLE NAMES…: exports in VARIABLE the path of the first program
# that is there. If VARIABLE is set already, only the program it names is looked for.
find_program() {
  local variable=$1 program path
  shift
  [[ -z ${!variable:-} ]] || set -- "${!variable}"
  for program; do
    if path=$(type -P "$program"); then export "$variable=$path"; return; fi
  done
  return 1
}

# first_time WHAT…: whether WHAT was not tried yet. Without a network it takes
# minutes until apt-get or npm fails, and many suites need the same.
first_time() {
  [[ $tried != *"|$*|"* ]] || return 1
  tried+="$*|"
}

as_root() { if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi; }

# may_install: whether programs may and can be installed; $lacking says why not.
may_install() {
  [[ ${AMORA_INSTALL:-} != no ]] || { lacking='nothing is to be installed (--no-install)'; return 1; }
  have apt-get || { lacking='this machine has no apt-get'; return 1; }
  as_root true 2>/dev/null || { lacking='apt-get needs root, or sudo without a password'; return 1; }
}

# announce NEEDS…: says which programs are missing, before any is installed. What
# a suite would announce, whoever called it has announced already.
announce() {
  local need
  [[ -z $announced ]] || return 0
  announced=yes
  surveying=yes missing=''
  for need; do "$need" || true; done
  surveying=''
  [[ -n $missing ]] || return 0
  if may_install; then
    say 'apt-get will install on this machine, as root, what the tests need and do not find:'
    say "${missing%$'\n'}"
    say 'To prevent that: --no-install after the command, or AMORA_INSTALL=no in the environment.'
  else
    say "What the tests need and do not find is not installed, because $lacking:"
    say "${missing%$'\n'}"
  fi
}

# apt_install PACKAGES…: if it fails, $lacking says why. An update that failed
# does not matter if the packages can be had all the same.
apt_install() {
  local log=$out/apt-$1.log
  may_install || return
  first_time "$@" || { lacking="what apt-get did is in $log"; return 1; }
  say "installing $*"
  as_root apt-get update -q >"$log" 2>&1 || true
  # Another apt-get may be at work, as on a machine that has just been started.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1 || { lacking="apt-get failed: see $log"; return 1; }
}

# obtain WHAT FIND PACKAGES…: FIND is a command that succeeds if WHAT is there.
# If it is not, the packages are installed; in a survey they are only noted, each
# once, and taken for installed.
obtain() {
  local what=$1 find=$2 line
  shift 2
  $find && return
  if [[ -n $surveying ]]; then
    line="  $* for $what"$'\n'
    [[ $missing == *"$line"* ]] || missing+=$line
    return 0
  fi
  apt_install "$@" || { lacking="$what is not installed, and $lacking"; return 1; }
  $find || { lacking="$what was not found after installing $*"; return 1; }
}

# obtain_named VARIABLE WHAT FIND PACKAGES…: the same of a program that VARIABLE
# may name. If it names one that is not there, nothing is installed in its place.
obtain_named() {
  local variable=$1 what=$2 find=$3
  shift
  if [[ -n ${!variable:-} ]] && ! $find; then
    lacking="$variable=${!variable}: $what was not found there"
    return 2
  fi
  obtain "$@"
}

# npm_packages FOLDER: those that its lock file names, installed once.
npm_packages() {
  local log=$out/npm-${1//\//-}.log
  need_node || return
  [[ -z $surveying ]] || return 0
  [[ $1/node_modules/.package-lock.json -nt $1/package-lock.json ]] && return
  first_time npm "$1" || { lacking="npm ci failed: see $log"; return 1; }
  say "installing $1/node_modules"
  (cd "$1" && npm ci --no-audit --no-fund --ignore-scripts) >"$log" 2>&1 ||
    { lacking="npm ci failed: see $log"; return 1; }
}

# Stock peers from PyPI, each in a virtual environment in this folder.
find_venv() { have python3 && python3 -c 'import venv, ensurepip' 2>/dev/null; }

# venv NAME: the environment with what worker/testdata/NAME/requirements.txt
# lists, made once.
venv() {
  local venv=$out/$1 log=$out/pip-$1.log wanted=worker/testdata/$1/requirements.txt
  obtain 'Python with venv' find_venv python3 python3-venv || return
  [[ -z $surveying ]] || return 0
  [[ $venv/installed -nt $wanted ]] && return
  first_time pip "$1" || { lacking="pip failed: see $log"; return 1; }
  say "installing from PyPI what $wanted lists, into $venv"
  { python3 -m venv "$venv" && "$venv/bin/pip" install -q -r "$wanted"; } >"$log" 2>&1 ||
    { lacking="what $wanted lists cannot be had from PyPI: see $log"; return 1; }
  : >"$venv/installed"
}

# stock_peer NAME VARIABLE: venv, whose Python the variable then names.
stock_peer() {
  venv "$1" || return
  [[ -n $surveying ]] || export "$2=$PWD/$out/$1/bin/python"
}

need_morango() { stock_peer morango AMORA_MORANGO_PYTHON; }
need_kolibri() { stock_peer kolibri AMORA_KOLIBRI_PYTHON; }

find_webkit() {
  # shellcheck disable=SC2068 # what the patterns stand for now
  have xvfb-run xauth && find_program WEBKIT ${browser_folders[@]/%//MiniBrowser}
}

# Go uses the compiler that CC names, or gcc. (CC is not exported here: what is
# built from C for the tab has a compiler of its own.)
find_cc() { have "${CC:-gcc}"; }
need_cc() { obtain_named CC 'a C compiler' find_cc libc6-dev gcc; }

need_go() { have go || { lacking='Go is not installed: https://go.dev/dl/'; return 1; }; }

need_git() {
  obtain git 'have git' git || return
  [[ -z $surveying ]] || return 0
  local said
  said=$(git rev-parse --verify HEAD 2>&1) || { lacking="git says: $said"; return 1; }
}

need_node() {
  obtain 'Node.js with npm' 'have node npm' nodejs npm || return
  [[ -z $surveying ]] || return 0
  local major
  major=$(node -p 'process.versions.node.split(".")[0]') || { lacking='Node.js does not start'; return 1; }
  ((major >= 20)) || { lacking="Node.js $major is too old, 20 is needed: https://nodejs.org"; return 1; }
}

need_npm() { npm_packages js; }
need_site() { npm_packages js && npm_packages web/site; } # js has the types that the package's own refer to
need_site_browser() { need_site && need_chromium; }
need_release() { need_git && need_npm; }

need_workerd() {
  npm_packages worker || return
  [[ -z $surveying ]] || return 0
  have worker/node_modules/@cloudflare/workerd-*/bin/workerd ||
    { lacking='npm has no workerd for this machine'; return 1; }
}

need_chromium() {
  need_npm || return
  obtain_named CHROMIUM Chromium 'find_program CHROMIUM chromium chromium-browser google-chrome' chromium
}

need_firefox() {
  need_npm || return
  obtain_named FIREFOX Firefox 'find_program FIREFOX firefox-esr firefox' firefox-esr
}

need_webkit() {
  need_npm || return
  obtain_named WEBKIT "WebKitGTK's MiniBrowser or xvfb-run" find_webkit libwebkit2gtk-4.1-0 xvfb xauth
}

# Away from the sources, where the apps and what is built of them lie, too.
need_bundlers() {
  local from=js/test/bundlers to=$out/bundlers file
  need_chromium || return
  mkdir -p "$to"
  for file in package.json package-lock.json; do cmp -s "$from/$file" "$to/$file" || cp "$from/$file" "$to"; done
  npm_packages "$to"
}

# The compiler of wasm/sqlite/SHA256SUMS: another one makes other bytes.
need_clang() { obtain 'clang 22, lld 22 or patch' 'have patch clang-22 wasm-ld-22' patch clang-22 lld-22; }

need_edge_browser() { need_chromium && need_workerd; }
