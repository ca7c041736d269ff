#!/usr/bin/env bash
# Installs what the tests need and runs all checks. The last line says how many passed, failed and were skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
exec < /dev/null

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

install() {
  echo "== Debian packages: $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

# The example projects run on Django.
has_django() {
  for python in /usr/bin/python3 python3 python; do
    "$python" -c 'import django' 2> /dev/null && return 0
  done
  return 1
}

# The Python parser is compared with CPython's own: the newer, the more syntax.
newer_python() {
  for version in 3.14 3.13 3.12; do
    command -v "python$version" > /dev/null && return 1
    if apt-cache show "python$version" > /dev/null 2>&1; then
      echo "python$version"
      return 0
    fi
  done
  return 1
}

if command -v apt-get > /dev/null; then
  if ! has_django; then
    as_root apt-get update -qq
    install python3 python3-django
  fi
  if newer=$(newer_python); then install "$newer"; fi
fi
has_django || echo "No python3 here imports django: tests that need it will fail and say so"

echo "== npm ci"
if ! npm ci; then
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi
exec node --import tsx scripts/test-all.mts
