#!/usr/bin/env bash
# Does what README.md tells a newcomer under "Your own two files", as written there, in a fresh copy of
# the tree; with the argument `uv`, then the same with uv. Holds what is installed to a size. Needs the
# package index.
set -euo pipefail
cd "$(dirname "$0")/.."

most=900  # MB, of the base dependencies with their bytecode
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from=- |
  tar --extract --directory="$work"
sed -n '/^## Your own two files/,/^## The demo/s/^    //p' README.md > "$work/commands"
test "$(wc -l < "$work/commands")" -eq 3 || { echo "README.md: three commands, no more" >&2; exit 1; }

cd "$work"
cp demo/reports/helsinki-skerry.txt monday.txt
cp demo/reports/helsinki-northquay.html tuesday.html
bash -euxo pipefail commands | tee compared.txt
grep -q Helsinki compared.txt

libraries=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
size=$(du -sm --exclude=pip "$libraries" | cut -f1)
echo "$size MB are installed, $most at most" >&2
test "$size" -le "$most"

test "${1:-}" = uv || exit 0
.venv/bin/pip install --quiet uv
.venv/bin/uv venv --quiet --python .venv/bin/python with-uv
.venv/bin/uv pip install --quiet --python with-uv/bin/python .
with-uv/bin/python -m dragoman try monday.txt tuesday.html | grep Helsinki
