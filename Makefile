# Everything that is done to this project is a target here; `make help` lists them.
# A target that needs the environment makes it first, in .venv, from requirements-dev.lock; that is quick when nothing changed.
# Needs only make, and Python 3.11 or newer as $(PYTHON).

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
BENCH_READY := .venv/.ready-bench
LEDGER := demo.ledger
GOLD ?= ../shared/gold
RUN ?= runs/reader

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: demo test lint bench train docs lock clean help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' Makefile

$(READY): pyproject.toml requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("dateline needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12 ...")'
	@echo "Making .venv (a minute or two, once) ..."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(BENCH_READY): $(READY)
	$(BIN)/python -m pip install --quiet --constraint requirements-dev.lock --editable '.[bench]'
	@touch $@

demo: $(READY) ## code the example stories into demo.ledger and list what they report
	rm -f $(LEDGER) $(LEDGER)-*
	$(BIN)/dateline run examples --ledger $(LEDGER) || test $$? -eq 3 # 3: two of the examples are rejected, on purpose
	$(BIN)/dateline incidents --ledger $(LEDGER) --accounts 2
	@printf '%s\n' 'These are the incidents that two accounts or more tell; without --accounts 2 the list holds all.' '' \
	  'To look further, take an id from above; its first characters will do:' \
	  '  $(BIN)/dateline explain ID --ledger $(LEDGER)   the words that each value was read from, and why claims were linked' \
	  '  $(BIN)/dateline claims --ledger $(LEDGER)       all claims; --help lists the filters' \
	  '  $(BIN)/dateline show --ledger $(LEDGER)         what the ledger holds' \
	  'There is no desk (the web application) in this release; it is planned. `dateline show` and `explain` stand in for it.'

test: $(READY) ## run the tests
	$(BIN)/python -m pytest -n 2

lint: $(READY) ## check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(BENCH_READY) ## measure speed and accuracy, and write docs/benchmarks.md
	$(BIN)/python bench/all.py

train: $(READY) ## make the reader's model again from the labelled sets in GOLD (hours)
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --editable '.[train]'
	.venv-train/bin/python training/train.py --gold $(GOLD) --out $(RUN)/teacher --teacher --steps 3000 --resume
	.venv-train/bin/python training/export.py --weights $(RUN)/teacher/best.pt --out $(RUN)/teacher/model
	.venv-train/bin/python training/teach.py --gold $(GOLD) --teacher $(RUN)/teacher/model --out $(RUN)/taught.pkl
	.venv-train/bin/python training/train.py --gold $(GOLD) --out $(RUN) --taught $(RUN)/taught.pkl --resume
	.venv-train/bin/python training/export.py --weights $(RUN)/best.pt
	.venv-train/bin/python training/tune.py --gold $(GOLD)
	.venv-train/bin/python training/places.py --gold $(GOLD)
	.venv-train/bin/python training/agree.py --gold $(GOLD) --weights $(RUN)/best.pt

docs: $(READY) ## build the documentation into site/
	$(BIN)/mkdocs build --strict

lock: $(READY) ## pin the newest versions that pyproject.toml allows in requirements-dev.lock
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade \
	  --no-emit-index-url --custom-compile-command 'make lock' --quiet --output-file requirements-dev.lock

clean: ## remove all that the other targets make
	rm -rf .venv .venv-train site build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f $(LEDGER) $(LEDGER)-*
