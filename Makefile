# Everything a newcomer types. Needs Python 3.11 to 3.13 and make; the rest installs itself.

PYTHON ?= python3
PORT ?= 8000
X_PORT ?= 8090
BIN := .venv/bin
STATIC := var/static/staticfiles.json
# Tools that read the settings without any server: values to read them with
READING := SECRET_KEY=none DATABASE_URL=postgres://127.0.0.1/none

.DEFAULT_GOAL := help
.PHONY: help demo demo-once test test-faults soak load guide check format format-check lint types contracts bench bench-policy lock sbom assets clean FORCE
.DELETE_ON_ERROR:

help: ## This list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

demo: $(STATIC) ## Everything on this machine, in a browser (PORT=8001 X_PORT=8091 for other ports)
	@$(BIN)/python -m schoolsocial.demo --port $(PORT) --x-port $(X_PORT)

demo-once: $(STATIC) ## The main job from draft to timeline, without a browser, then a restore drill, timed
	@$(BIN)/python -m schoolsocial.demo --once

test: $(STATIC) ## Every test (ARGS="tests/policy -x" for some)
	$(BIN)/python -m pytest $(ARGS)

check: format-check lint types contracts test ## What CI runs: format, lint, types, import contracts, tests

format: .venv/installed.txt ## Put the code into the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only --exit-zero --quiet .

format-check: .venv/installed.txt
	$(BIN)/ruff format --check .

lint: .venv/installed.txt ## Look for mistakes
	$(BIN)/ruff check .

types: .venv/installed.txt ## Check every type
	$(READING) $(BIN)/mypy .

contracts: .venv/installed.txt ## Check that imports run one way
	$(BIN)/lint-imports

bench: $(STATIC) ## Measure, print a table, write var/bench.json
	$(BIN)/python -m bench

bench-policy: .venv/installed.txt ## How well and how fast the policy's rules judge labelled posts
	$(BIN)/python -m bench.quality $(ARGS)

soak: $(STATIC) ## Many posts while everything goes wrong (POSTS=1000 SEED=1), with the guards and without
	$(BIN)/python -m bench.soak --posts $(or $(POSTS),1000) --seed $(or $(SEED),1)

load: $(STATIC) ## Fifty schools' morning on real servers, ten minutes (MINUTES=10 RATE=20)
	$(BIN)/python -m bench.load --minutes $(or $(MINUTES),10) --rate $(or $(RATE),20)

guide: $(STATIC) ## The guide's pictures anew, from the demo, which has to run (PORT=8001)
	$(BIN)/python -m schoolsocial.demo.picturing --port $(PORT)

test-faults: $(STATIC) ## The tests of what may go wrong while a post goes out
	$(BIN)/python -m pytest -m faults $(ARGS)

lock: .venv/installed.txt ## Write the locks anew from pyproject.toml and package.json
	$(BIN)/uv pip compile $(LOCKING) pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile $(LOCKING) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(BIN)/npm install --package-lock-only
LOCKING := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --custom-compile-command "make lock"

sbom: .venv/installed.txt ## What is inside, as CycloneDX, from the locks: var/sbom.cdx.json
	$(BIN)/python deploy/sbom.py var/sbom.cdx.json

assets: $(STATIC) ## Collect and compress the files browsers fetch

clean: ## Forget the demo's data and all that was made here, .venv too
	rm -rf var .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Looked at every time; its date changes only when something was installed
.venv/installed.txt: FORCE
	@$(PYTHON) schoolsocial/demo/install.py

$(STATIC): .venv/installed.txt schoolsocial/assets.py $(shell find static schoolsocial/*/static -type f)
	@echo "Collecting the files browsers fetch"
	@rm -rf var/static
	@$(READING) $(BIN)/python manage.py collectstatic --noinput --verbosity 0

FORCE:
