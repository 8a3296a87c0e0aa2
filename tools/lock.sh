#!/usr/bin/env bash
# Writes requirements/{base,dev,ftm,train}.txt: every package the project installs, exact and with hashes,
# for every platform and Python from 3.11 on. Run by `make lock`, in a virtual environment of its
# own, so that a broken lock can always be written again.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
uv_version=0.13.9  # the resolver; its output is stable only within a version
venv=build/lock-venv

test -x "$venv/bin/uv" || { "$python" -m venv "$venv" && "$venv/bin/pip" install -q "uv==$uv_version"; }

# --no-annotate keeps diffs to what changed; no index is named, so a mirror serves as well.
compile=("$venv/bin/uv" pip compile pyproject.toml requirements/build.in --universal
  --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url
  --custom-compile-command "make lock" --quiet)
"${compile[@]}" --output-file requirements/base.txt
# The base lock constrains the developer's: what is tested is what is shipped.
"${compile[@]}" --extra dev --constraint requirements/base.txt --override requirements/unneeded.in \
  --output-file requirements/dev.txt
# FollowTheMoney for the tests of its export; its PyICU needs a compiler and libicu-dev. It goes into
# the developer's environment, so nothing there may change but networkx, which a benchmark pins.
sed -n "s/ *\\\\$//; /^networkx/d; /^[a-z]/p" requirements/dev.txt > build/beside-ftm.txt
"${compile[@]}" --extra ftm --constraint build/beside-ftm.txt --output-file requirements/ftm.txt
# PyTorch, for training alone: beside the developer's environment, like FollowTheMoney.
"${compile[@]}" --extra train --constraint build/beside-ftm.txt --output-file requirements/train.txt
