#!/usr/bin/env bash
# Installs what the tests need and runs all checks. The last line says how many passed, failed and were skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
exec < /dev/null

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# The example projects run on Django, and the Python parser is compared with CPython's own.
has_django() {
  for python in /usr/bin/python3 python3 python; do
    "$python" -c 'import django' 2> /dev/null && return 0
  done
  return 1
}

if ! has_django; then
  echo "== Debian packages: python3 python3-django"
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq
  as_root apt-get install -y -qq --no-install-recommends python3 python3-django
  has_django || echo "python3-django could not be installed: tests that need it will fail and say so"
fi

echo "== npm ci"
if ! npm ci; then
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi
exec node --import tsx scripts/test-all.mts
