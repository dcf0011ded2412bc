# Yuantu: everything that a fresh machine needs is set up by the first target that wants it.
# Needed beforehand: Python 3.11 or newer and make. Stamps make a second start quick.

PORT ?= 8080
SERVE ?= 1
WORKSPACE ?= demo-workspace

# Nothing is written outside this folder, and nothing is installed outside .venv.
export PIP_CACHE_DIR ?= $(CURDIR)/.cache/pip
export npm_config_cache ?= $(CURDIR)/.cache/npm
export ZIG_GLOBAL_CACHE_DIR ?= $(CURDIR)/.cache/zig
export PIP_REQUIRE_VIRTUALENV := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
export PYTHON

BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install -qq --constraint constraints.txt
NPM := sh tools/node.sh npm --prefix web --loglevel=error

NATIVE := src/yuantu/engines/native
NATIVE_SOURCES := $(wildcard $(NATIVE)/*.c $(NATIVE)/*.h) $(NATIVE)/building.py

PAGE := src/yuantu/api/page/index.html
PAGE_SOURCES := $(shell find web -name node_modules -prune -o -type f -print 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench score format page native clean page-checks
.DELETE_ON_ERROR:

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/.ready $(PAGE) ## answer the house case, then serve the page on PORT=8080 (SERVE=0: answer only)
	@$(BIN)/yuantu demo --workspace $(WORKSPACE) --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

test: lint page-checks ## set up, lint, types, floors, and every test, the page in a browser included
	@echo "→ pytest"
	@chromium="$$(sh tools/chromium.sh)" && YUANTU_CHROMIUM="$$chromium" $(BIN)/pytest

lint: .venv/.ready-dev ## style, types and floors of the Python code
	@echo "→ ruff"
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --diff --quiet .; echo "make format puts this right"; exit 1; }
	@echo "→ mypy"
	@$(BIN)/mypy --no-error-summary
	@echo "→ floors"
	@$(BIN)/lint-imports --no-logo

page-checks: $(PAGE)
	@echo "→ page: types"
	@$(NPM) run --silent check
	@echo "→ page: tests"
	@$(NPM) run --silent test

bench: .venv/.ready-dev $(PAGE) ## measure speed and size (QUICK=1: small sizes; OUT=file.json: keep the figures)
	@$(BIN)/python -m bench $(if $(QUICK),--quick) $(if $(OUT),--out $(OUT))

score: .venv/.ready-dev ## how well text is read: every case book, with the cases used
	@$(BIN)/python -m score

format: .venv/.ready-dev ## lay out the Python code, mend what is safe to mend
	@$(BIN)/ruff check --fix --exit-zero --quiet .
	@$(BIN)/ruff format .

page: $(PAGE) ## build the page

native: ## compile the kernels beside their sources, with the first Python 3 on PATH if there is no .venv
	@$(if $(wildcard $(BIN)/python),$(BIN)/python,python3) $(NATIVE)/building.py

clean: ## remove what make made: environment, caches, built page, demo workspace
	rm -rf .venv .cache dist web/node_modules src/yuantu/api/page $(NATIVE)/built $(WORKSPACE)
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests bench score -name __pycache__ -prune -exec rm -rf {} +

# ── set-up ───────────────────────────────────────────────────────────────────────────────────────

.venv/.made: tools/venv.sh
	@sh tools/venv.sh
	@touch $@

# hatchling first, so that the build of the package itself is pinned too
.venv/.ready: pyproject.toml constraints.txt $(NATIVE_SOURCES) .venv/.made
	@echo "installing what Yuantu runs on into .venv"
	@$(PIP_INSTALL) hatchling
	@needs="$$($(BIN)/python $(NATIVE)/building.py --needs)" && [ -z "$$needs" ] || $(PIP_INSTALL) "$$needs" \
	  || echo "no C compiler here and none could be installed: matching will be slower"
	@$(PIP_INSTALL) --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

.venv/.ready-dev: .venv/.ready
	@echo "installing what Yuantu is tested with into .venv"
	@$(PIP_INSTALL) --no-build-isolation --editable '.[dev]'
	@touch $@

web/node_modules/.package-lock.json: web/package.json web/package-lock.json | .venv/.made
	@echo "installing what the page is built with into web/node_modules"
	@$(NPM) ci --no-audit --no-fund
	@touch $@

$(PAGE): $(PAGE_SOURCES) web/node_modules/.package-lock.json
	@echo "building the page"
	@$(NPM) run --silent build -- --logLevel warn
	@touch $@
