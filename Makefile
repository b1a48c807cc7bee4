# Hokusai. `make help` lists the targets; only Python 3.11+ and make are needed beforehand.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help

PYTHON ?= python3
# How many tests run at a time.
JOBS ?= 2
# gRPC tells of every connection that a test cuts on purpose.
export GRPC_VERBOSITY ?= ERROR
# Where the installers of Go and Rust put their programs.
export PATH := $(PATH):/usr/local/go/bin:$(HOME)/.cargo/bin
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip
PYPROJECTS := server/pyproject.toml clients/python/pyproject.toml
UV_VERSION := 0.13.8
SOURCES := server clients/python tests examples bench

.PHONY: help
help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- Environment -----------------------------------------------------------------------------------------------------

.PHONY: setup
setup: $(VENV)/.ready ## Make .venv with the locked versions and both packages in editable form.

$(BIN)/uv:
	$(PYTHON) -c 'import sys; sys.exit("Hokusai needs Python 3.11 or newer; set PYTHON=") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.ready: tests/requirements.txt $(PYPROJECTS) | $(BIN)/uv
	$(UV) install --quiet --requirements tests/requirements.txt
	$(UV) install --quiet --no-deps --no-build-isolation --editable clients/python --editable server
	@touch $@

.PHONY: lock
lock: | $(BIN)/uv ## Resolve anew: tests/requirements.txt and server/requirements.txt from the .in file and the pyprojects.
	$(BIN)/python -m server.tools.lock_requirements

# --- Native data plane ------------------------------------------------------------------------------------------------

# Built where cargo is present; without it the server answers predictions itself, and `hokusai serve` says so.
.PHONY: dataplane
dataplane: ## Build the native data plane, where cargo is present.
	@if command -v cargo >/dev/null; then \
	  echo "building the native data plane (server/dataplane); the first time takes some minutes"; \
	  cargo build --quiet --release --jobs $(JOBS) --manifest-path server/dataplane/Cargo.toml; \
	else echo "cargo is not installed: no native data plane, the server answers predictions itself"; fi

# --- Contract --------------------------------------------------------------------------------------------------------

.PHONY: gen
gen: $(VENV)/.ready ## Generate from source: code of the contract in each language at hand, reference pages.
	$(BIN)/python -m server.tools.generate_contract
	$(BIN)/python -m server.tools.generate_service_config
	$(BIN)/python -m server.tools.generate_contract_comments
	$(BIN)/python -m server.tools.generate_data_plane_contract
	$(BIN)/python -m server.tools.generate_clients
	$(BIN)/python -m server.tools.generate_reference

.PHONY: clients
clients: $(VENV)/.ready ## Generate the clients in other languages: make clients LANGUAGES="go rust" writes these alone.
	$(BIN)/python -m server.tools.generate_clients $(LANGUAGES)

.PHONY: lint-proto
lint-proto: $(VENV)/.ready ## Lint the contract and check its format.
	$(BIN)/buf lint
	$(BIN)/buf format --diff --exit-code proto

.PHONY: breaking
breaking: $(VENV)/.ready ## Compare the contract with the last release, or with the last commit of main.
	$(BIN)/python -m server.tools.check_breaking

.PHONY: drift
drift: $(VENV)/.ready ## Show what each compiler says to changes of the contract: the server's and those of all clients.
	$(BIN)/python -m server.tools.contract_drift

# --- Code ------------------------------------------------------------------------------------------------------------

.PHONY: fmt
fmt: $(VENV)/.ready ## Format code and contract, and apply safe fixes.
	$(BIN)/ruff check --fix --quiet $(SOURCES)
	$(BIN)/ruff format --quiet $(SOURCES)
	$(BIN)/buf format --write proto

.PHONY: lint
lint: lint-proto ## Lint code and contract.
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check --quiet $(SOURCES)

.PHONY: types
types: $(VENV)/.ready ## Type-check server, client, tools, tests, bench and examples, strictly.
	$(BIN)/mypy
	@# Examples import each other as scripts do, by their own folder.
	MYPYPATH=examples $(BIN)/mypy examples/*.py

# --- Tests -----------------------------------------------------------------------------------------------------------

.PHONY: test
test: $(VENV)/.ready dataplane ## Run every test.
	$(BIN)/pytest --numprocesses $(JOBS) --dist worksteal $(PYTEST_ARGS)

.PHONY: test-fast
test-fast: $(VENV)/.ready ## Run the tests that take seconds at most.
	$(BIN)/pytest --numprocesses $(JOBS) --dist worksteal -m "not slow" tests/unit tests/architecture $(PYTEST_ARGS)

.PHONY: conformance
conformance: $(VENV)/.ready ## Run the conformance set in every language that this machine can build, and show the table.
	$(BIN)/python -m tests.conformance $(LANGUAGES)

.PHONY: check
check: lint types breaking test ## Everything CI checks, the tests last.

# --- Use -------------------------------------------------------------------------------------------------------------

.PHONY: demo
demo: $(VENV)/.ready dataplane ## Train, register, improve, promote and stream 200,000 rows on a throw-away server.
	$(BIN)/python examples/demo.py $(ARGS)

.PHONY: bench
bench: $(VENV)/.ready dataplane ## Measure beside the peers and write bench/README.md's tables; `make bench BENCH=unary` runs one part.
	for part in $(or $(BENCH),lifecycle abuse disturbance access_keys tracking_events streaming registry unary phases); do $(BIN)/python -m bench.$$part; done
	$(BIN)/python -m bench.tables

.PHONY: bench-smoke
bench-smoke: $(VENV)/.ready dataplane ## Check the cheap ratios with wide margins, in under two minutes.
	$(BIN)/python -m bench.smoke

.PHONY: serve
serve: $(VENV)/.ready dataplane ## Start a server that keeps its data: make serve ARGS="--data-dir DIR".
	exec $(BIN)/hokusai serve $(ARGS)

.PHONY: docs
docs: gen ## Build the documentation into build/site.
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

.PHONY: clean
clean: ## Remove what the tools made, except .venv.
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
