# Suites of tests for ./build.sh test: runs them, counts, prints what failed.
# shellcheck shell=bash disable=SC2154 # out is build.sh's, lacking that of needs.sh

readonly logs=$out/test
passed=0 failed=0 skipped=0

# suite NAME COUNTER COMMAND…: runs it, its output to a log; COUNTER takes the
# log, prints what failed and why what was skipped was, and as its last line
# "passed failed skipped".
suite() {
  local name=$1 counter=$2 started=$SECONDS status=0 log result p f s
  shift 2
  log=$logs/${name//[^A-Za-z0-9]/-}.log
  "$@" >"$log" 2>&1 || status=$?
  result=$("$counter" "$log")
  read -r p f s <<<"${result##*$'\n'}"
  if ((status != 0 && f == 0)); then
    f=1 # the runner itself failed: nothing less than a failure
    tail -n 40 "$log"
  elif ((p + f + s == 0)); then
    f=1
    echo "no test ran: see $log"
  else
    sed '$d' <<<"$result"
  fi
  printf '%-34s %5d passed %4d failed %4d skipped %5d s\n' "$name" "$p" "$f" "$s" $((SECONDS - started))
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

# suite_if NEED NAME …: a suite for machines that have what NEED looks for. It
# fails on others where everything has to run (CI=true), and where the
# environment names a program that is not there.
suite_if() {
  local need=$1 status=0
  shift
  "$need" || status=$?
  if ((status == 0)); then
    suite "$@"
  elif ((status == 2)) || [[ ${CI:-} == true ]]; then
    printf '%-34s FAILED: %s\n' "$1" "$lacking"
    failed=$((failed + 1))
  else
    printf '%-34s skipped: %s\n' "$1" "$lacking"
    skipped=$((skipped + 1))
  fi
}

count_go() { awk -f .ci/go-results.awk "$1" "$1"; }

count_node() {
  grep -a '# SKIP' "$1" || true
  sed -n '/failing tests:$/,$p' "$1"
  awk '$2 == "pass" { p += $3 } $2 == "fail" || $2 == "cancelled" { f += $3 } $2 == "skipped" || $2 == "todo" { s += $3 }
    END { print p + 0, f + 0, s + 0 }' <(grep -aE '^(ℹ|#) (pass|fail|cancelled|skipped|todo) [0-9]+$' "$1")
}

count_checks() {
  grep -av '^ok ' "$1" || true
  echo "$(grep -ac '^ok ' "$1") $(grep -ac '^FAILED ' "$1") $(grep -ac '^skipped ' "$1")"
}

# checked NAME COMMAND…: a check passes if the command succeeds and prints
# nothing, but for the modules that go downloads on a fresh machine.
checked() {
  local name=$1 output status=0
  shift
  output=$("$@" 2>&1) || status=$?
  output=$(grep -v '^go: downloading ' <<<"$output") || true
  if ((status == 0)) && [[ -z $output ]]; then
    echo "ok $name"
  else
    printf 'FAILED %s\n%s\n' "$name" "$output"
    return 1
  fi
}

# checked_if NEED NAME COMMAND…: a check for machines that have what NEED looks for.
checked_if() {
  local need=$1
  shift
  if "$need"; then checked "$@"; return; fi
  if [[ ${CI:-} == true ]]; then echo "FAILED $1: $lacking"; return 1; fi
  echo "skipped $1: $lacking"
}
