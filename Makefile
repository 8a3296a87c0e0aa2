# Everything a newcomer or CI runs. Needs make and Python 3.11 or newer; the rest is installed into
# .venv from the package index, pinned by hash (requirements/*.txt). `make PYTHON=… TARGET` names the
# interpreter that makes .venv.

.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

export PYTHON
BIN := .venv/bin
DOSSIER := build/demo.duckdb

.PHONY: help
help: ## this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

.PHONY: demo
demo: .venv/.base ## build the demo dossier, print its brief, say what to try next
	@mkdir -p build
	@$(BIN)/dragoman build demo/reports -o $(DOSSIER)
	@$(BIN)/dragoman brief $(DOSSIER)
	@cat demo/next.txt

.PHONY: test
test: .venv/.dev ## the whole test suite
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

.PHONY: consumers
consumers: .venv/.dev ## install what reads our exports and needs a compiler, for its tests
	tools/install.sh ftm

.PHONY: docs
docs: .venv/.dev ## build the manual into build/manual/site; a broken link fails
	$(BIN)/python -m manual build/manual

.PHONY: newcomer
newcomer: .venv/.base ## do what the README tells a newcomer, in a fresh copy and an empty environment
	PATH="$(CURDIR)/$(BIN):$$PATH" tools/newcomer.sh

.PHONY: check
check: .venv/.dev ## format, lint, types and the one-way arrows between the rooms
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: bench
bench: .venv/.dev ## measure quality against ../shared, hold it to the floors; speed into build/bench.md
	$(BIN)/python -m eval.gate
	$(BIN)/python -m benchmarks.table

.PHONY: bench-table
bench-table: .venv/.dev ## speed, Spark and kills alone, as a table in build/bench.md
	$(BIN)/python -m benchmarks.table

.PHONY: kills
kills: .venv/.dev ## kill a build at 50 random moments; nothing may be lost or doubled
	$(BIN)/python -m benchmarks.kills

.PHONY: screenshots
screenshots: .venv/.dev ## take the README's pictures of the demo dossier (needs Chromium)
	@mkdir -p build
	$(BIN)/dragoman build demo/reports -o $(DOSSIER)
	$(BIN)/python tools/screenshots.py $(DOSSIER) docs/pictures

.PHONY: bench-throughput
bench-throughput: .venv/.dev ## measure the whole job against the bare parser, with one process and two
	$(BIN)/python -m benchmarks.throughput

.PHONY: bench-serving
bench-serving: .venv/.dev ## measure the pages of a dossier of 10,000 reports under load
	@mkdir -p build
	$(BIN)/dragoman build demo/reports -o $(DOSSIER)
	$(BIN)/python -m benchmarks.serving --seed $(DOSSIER)

.PHONY: bench-spark
bench-spark: .venv/.dev ## measure Spark with one worker and two, beside one machine (needs Java 17)
	$(BIN)/python -m benchmarks.spark

.PHONY: knowledge
knowledge: .venv/.base ## build the generated tables of dragoman.knowledge from ../shared
	PATH="$(CURDIR)/$(BIN):$$PATH" sh tools/knowledge/build.sh "$${DRAGOMAN_SHARED:-../shared}/data/knowledge"

.PHONY: train-attribution
train-attribution: .venv/.dev ## train the tagger of attributions anew (a quarter of an hour)
	$(BIN)/python -m training.attribution --data "$${DRAGOMAN_SHARED:-../shared}/data/attribution/polnear/train"

.PHONY: train-lines
train-lines: .venv/.dev ## train the classifiers of lines anew (a quarter of an hour)
	tools/install.sh train
	$(BIN)/python -m training.lines --data "$${DRAGOMAN_SHARED:-../shared}"

.PHONY: train-events
train-events: .venv/.dev ## train the model of event types from ../shared
	$(BIN)/python -m training.events --data "$${DRAGOMAN_SHARED:-../shared}"

.PHONY: train-dates
train-dates: .venv/.dev ## measure which kinds of reason date a page rightly, from ../shared
	$(BIN)/python -m training.datereasons --data "$${DRAGOMAN_SHARED:-../shared}"

.PHONY: train-terms
train-terms: .venv/.dev ## count in how many news texts each term occurs, from ../shared
	$(BIN)/python -m training.terms --data "$${DRAGOMAN_SHARED:-../shared}"

.PHONY: train-coreference
train-coreference: .venv/.dev ## train the pair model of event mentions from ../shared
	$(BIN)/python -m training.coreference --data "$${DRAGOMAN_SHARED:-../shared}"

.PHONY: slot-weights
slot-weights: .venv/.dev ## fit the weights that tell which figures and dates fill one slot, from ../shared
	$(BIN)/python -m training.alignment

.PHONY: place-weights
place-weights: .venv/.dev ## fit the weights that tell places of one name apart, from ../shared
	$(BIN)/python -m training.places

.PHONY: format
format: .venv/.dev ## put the code in its standard form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: lock
lock: ## write requirements/*.txt anew from pyproject.toml
	tools/lock.sh

.PHONY: clean
clean: ## remove what was built, .venv included
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# A stamp says which lock an environment holds; the developer's lock is the base lock and more.
.venv/.base: requirements/base.txt pyproject.toml
	@tools/install.sh $(if $(wildcard .venv/.dev),dev,base)
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml
	@tools/install.sh dev
	@touch $@ .venv/.base
