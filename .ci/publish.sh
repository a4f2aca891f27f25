#!/usr/bin/env bash
# What publishing a release does beyond building it:
#   .ci/publish.sh check TAG       whether the tag is v and the version of all
#                                  packages, which the changelog has as released
#   .ci/publish.sh npm FOLDER      publishes the tarballs there, those first that
#                                  others depend on
# npm's flags may follow: --dry-run says what would be published. What is on npm
# already is left out, so that a run that failed half way may be repeated.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

die() { printf 'publish.sh: %s\n' "$*" >&2; exit 1; }

# Trusted publishing needs npm 11.5; Node.js 22 comes with npm 10.
npm11() { npx --yes npm@11.19.1 "$@"; }

check() {
  local version file
  version=$(node -p 'require("./js/package.json").version')
  [[ $1 == "v$version" ]] || die "the tag is $1, the version is $version"
  for file in js/create worker/npm; do
    [[ $(node -p "require('./$file/package.json').version") == "$version" ]] || die "$file has another version"
  done
  grep -qE "^## ${version//./\\.} \([0-9]{4}-[0-9]{2}-[0-9]{2}\)$" CHANGELOG.md ||
    die "CHANGELOG.md has no heading '## $version (YYYY-MM-DD)'"
}

# A version with a hyphen is a preview, which `npm install amora` does not take.
publish() {
  local folder=$1 name file package tag=latest
  shift
  [[ $(node -p 'require("./js/package.json").version') != *-* ]] || tag=next
  for name in amora-sync-relay-{darwin,linux,win32}-{arm64,x64} amora-relay amora create-amora; do
    for file in "$folder/$name"-[0-9]*.tgz; do
      package=$(tar -xOzf "$file" package/package.json |
        node -p 'const { name, version } = JSON.parse(require("fs").readFileSync(0, "utf8")); `${name}@${version}`')
      [[ -z $(npm11 view "$package" version 2> /dev/null || true) ]] || continue
      npm11 publish "./$file" --access public --provenance --tag "$tag" "$@"
    done
  done
}

case ${1:-} in
  check) check "$2" ;;
  npm) publish "${@:2}" ;;
  *) die "usage: .ci/publish.sh check TAG | npm FOLDER [FLAGS…]" ;;
esac
