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
  # No service starts where the run level says that the machine is being repaired.
  as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends "$@"
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

# Real editors that the tests drive, and a browser for VS Code's window.
missing_editors() {
  for package in chromium neovim emacs-nox elpa-eglot vim vim-ale fonts-dejavu-core; do
    dpkg -s "$package" > /dev/null 2>&1 || echo "$package"
  done
}

# The truth suite starts these servers itself, on folders of its own; nothing else has to run.
missing_servers() {
  compgen -G "/usr/lib/postgresql/*/bin/initdb" > /dev/null || echo postgresql
  [ -x /usr/sbin/mariadbd ] || echo mariadb-server-core
  compgen -G "/usr/lib/*/libmariadb.so.3" > /dev/null || echo libmariadb3
}

if command -v apt-get > /dev/null; then
  mapfile -t wanted < <(
    has_django || printf '%s\n' python3 python3-django
    missing_servers
    missing_editors
  )
  if [ "${#wanted[@]}" -gt 0 ]; then
    as_root apt-get -o DPkg::Lock::Timeout=600 update -qq
    install "${wanted[@]}"
  fi
  if newer=$(newer_python); then install "$newer"; fi
fi
has_django || echo "No python3 here imports django: tests that need it will fail and say so"

echo "== npm ci"
if ! npm ci; then
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi
echo "== VS Code"
node --import tsx scripts/install-vscode.mts
exec node --import tsx scripts/test-all.mts
