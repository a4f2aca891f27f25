#!/usr/bin/env bash
# The edge relay: ./build.sh worker builds it, ./build.sh edge runs it in
# workerd on this machine. (serve is edge without building.)
set -euo pipefail
from=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"
root=$(cd ../.. && pwd)

say() { printf '%s\n' "$*" >&2; }
die() { say "edge: $*"; exit 1; }

# build makes build/: the Go program and the glue of syumai/workers, whose
# generator empties its folder.
build() {
  local version=${AMORA_VERSION:-dev} new=build/new f
  mkdir -p build "$root/build/web"
  printf '%s\n' '*.gz' '*.br' >"$root/build/web/.assetsignore" # Cloudflare compresses by itself
  go run github.com/syumai/workers/cmd/workers-assets-gen -mode go -o $new
  for f in wasm_exec.js worker.mjs runtime.mjs; do
    cmp -s $new/$f build/$f || cp $new/$f build/$f
  done
  rm -r $new
  # Without inlined functions, but for those of net/http and of cryptography, the
  # program is a tenth smaller; TestEdgeProgram holds its size.
  local plain=(
    -gcflags={bufio,bytes,compress/{flate,gzip},encoding/base64,fmt,html,io,log,log/slog,math/big,mime,mime/multipart}=-l
    -gcflags={net,net/{netip,textproto,url},path,sort,strconv,strings,time}=-l
    -gcflags=vendor/golang.org/x/{net/{http/httpguts,idna},text/unicode/{bidi,norm}}=-l
    -gcflags=github.com/amora-sync/amora/...=-l
  )
  GOOS=js GOARCH=wasm go build -trimpath -buildvcs=false "${plain[@]}" \
    -ldflags="-w -X main.version=$version" -o build/linked.wasm ..
  # These are for TLS, which net/http comes with and nobody speaks here.
  (cd "$root" && CGO_ENABLED=0 go run ./wasm/pack worker/edge/build/{linked,app}.wasm \
    crypto_internal_fips140_{nistec,nistec_fiat,mlkem,ecdsa,ecdh} crypto_x509_pkix encoding_asn1)
}

# install_workerd fetches workerd and wrangler, which need npm this once.
install_workerd() {
  [[ ../node_modules/.package-lock.json -nt ../package-lock.json ]] && return
  type -P npm >/dev/null || die "npm is needed to install workerd"
  say "installing worker/node_modules"
  (cd .. && npm ci --no-audit --no-fund --ignore-scripts) >build/npm.log 2>&1 || die "npm ci failed: see worker/edge/build/npm.log"
}

# find_workerd prints where the program itself is: npm's own starter would need Node.js.
find_workerd() {
  local w
  for w in "${WORKERD:-}" ../node_modules/@cloudflare/workerd-*/bin/workerd; do
    if [[ -n $w && -x $w ]]; then printf '%s' "$w"; return; fi
  done
  die "workerd is not installed: npm ci in worker/"
}

# absolute names a folder from where the command was given.
absolute() { case $1 in /*) printf '%s' "$1" ;; *) printf '%s' "$from/$1" ;; esac; }

usage() {
  cat <<'EOF'
usage: ./build.sh edge [--listen 127.0.0.1:8787] [--data build/edge] [--rooms any|token=SECRET|IDS]
                       [--public-host NAMES] [--web build/web]

Runs the edge relay in workerd. Prints one line "listening on http://HOST:PORT" when it is ready.
What else there is to set is read from the environment: AMORA_KEY and others, see worker/README.md.
EOF
}

serve() {
  local listen=127.0.0.1:8787 data=$root/build/edge web=$root/build/web program
  while (($#)); do
    case $1 in
      --listen) listen=$2 ;;
      --data) data=$2 ;;
      --rooms) export AMORA_ROOMS=$2 ;;
      --public-host) export AMORA_HOSTS=$2 ;;
      --web) web=$2 ;;
      -h | --help) usage; return ;;
      *) usage >&2; die "unknown flag: $1" ;;
    esac
    shift 2
  done
  # Where only this machine can connect, anybody who does may do anything.
  case $listen in
    127.* | localhost:* | '[::1]:'*) export AMORA_ROOMS=${AMORA_ROOMS-any} AMORA_HOSTS=${AMORA_HOSTS-any} ;;
    *) [[ -n ${AMORA_ROOMS:-} && -n ${AMORA_HOSTS:-} ]] || die "others can reach $listen: say who may open rooms, and its names (--rooms, --public-host)" ;;
  esac
  program=$(find_workerd)
  data=$(absolute "$data") web=$(absolute "$web")
  mkdir -p "$data"
  [[ -d $web ]] || { web=$PWD/build/none; mkdir -p "$web"; }
  # On descriptor 3 workerd tells which port it has, as JSON.
  exec 3> >(sed -un "s|.*\"socket\":\"http\",\"port\":\([0-9]*\).*|listening on http://${listen%:*}:\1|p")
  exec "$program" serve config.capnp --control-fd=3 --socket-addr="http=$listen" \
    --directory-path="rooms=$data" --directory-path="files=$web"
}

command=${1:-}
shift || true
case $command in
  worker)
    build
    say "worker/edge/build/app.wasm: $(wc -c <build/app.wasm) bytes, $(gzip -9 -c build/app.wasm | wc -c) compressed"
    ;;
  edge)
    if [[ ${1:-} == -h || ${1:-} == --help ]]; then usage; exit; fi
    build
    install_workerd
    serve "$@"
    ;;
  serve) serve "$@" ;;
  *) die "unknown command: $command" ;;
esac
