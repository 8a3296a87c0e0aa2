#!/usr/bin/env bash
# Makes or reuses .venv and puts one of the locks in it, then the project itself, editable.
# usage: tools/install.sh base|dev|ftm|train        PYTHON=… overrides the interpreter that makes .venv
set -euo pipefail
cd "$(dirname "$0")/.."

lock=requirements/${1:?usage: tools/install.sh base|dev}.txt
venv=.venv

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  local name
  for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if new_enough "$name"; then echo "$name" && return; fi
  done
  echo "Dragoman needs Python 3.11 or newer; ${PYTHON:-none on the PATH} is not." >&2
  echo "Install one, or name it: make PYTHON=/path/to/python3.11 …" >&2
  return 1
}

if ! new_enough "$venv/bin/python"; then
  python=$(find_python)
  "$python" -m venv --clear "$venv"
fi
pip=("$venv/bin/python" -m pip)
# An environment made by other tools may lack pip.
"${pip[@]}" --version >/dev/null 2>&1 || "$venv/bin/python" -m ensurepip --upgrade >&2

echo "Installing $lock into $venv …" >&2
# The lock names every package, so nothing is left to resolve (and pip's resolver fails on two
# spellings of one extra, lxml[html_clean] and lxml[html-clean]).
"${pip[@]}" install --quiet --disable-pip-version-check --no-deps --require-hashes \
  --requirement "$lock"
# The build backend is in the lock, so nothing is fetched that the lock does not hold.
"${pip[@]}" install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
