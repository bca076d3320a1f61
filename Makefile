# `make help` lists what there is. Whatever needs the virtual environment makes it first.

PYTHON ?= python3
# The Python for `make test-lowest`; the oldest that the project runs on.
LOWEST_PYTHON ?= python3.10

VENV := .venv
RUN := $(VENV)/bin/python
LOWEST_VENV := .venv-lowest

# Two setups at once would meet in one environment.
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help outlines lookup test check format fuzz test-lowest test-spark data train train-mentions words bench docs wheel clean clean-all \
	environment environment-dev environment-fuzz environment-spark environment-tools

help: ## Lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

lookup: environment ## Looks a name up: make lookup NAME=Janyatag [ARGS=--explain]
	@[ -n "$$NAME" ] || { echo 'usage: make lookup NAME=Janyatag' >&2; exit 2; }
	@$(VENV)/bin/toponyms lookup $(ARGS) -- "$$NAME"

test: environment-dev ## Runs the tests and the examples in the documentation
	@$(RUN) -m pytest $(ARGS)

check: environment-dev ## What has to be clean before a commit: ruff, mypy, tests
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	$(RUN) -m pytest $(ARGS)

format: environment-dev ## Formats the code and sorts its imports
	$(RUN) -m ruff check --fix --select I
	$(RUN) -m ruff format

test-lowest: environment-dev ## Runs the tests with every dependency at its lower bound
	@mkdir -p build
	@$(RUN) -m tools.lowest > build/lowest.txt
	@$(LOWEST_PYTHON) tools/bootstrap.py --venv $(LOWEST_VENV) --constraints build/lowest.txt dev
	@$(LOWEST_VENV)/bin/python -m pytest $(ARGS)

fuzz: environment-dev environment-fuzz ## Asks the service for anything, for FUZZ_SECONDS (120)
	@FUZZ_SECONDS=$${FUZZ_SECONDS:-120} $(RUN) -m pytest tests/service/test_fuzz.py $(ARGS)

test-spark: environment-dev environment-spark ## Runs the tests that need Spark (400 MB) and Java 17
	@command -v java >/dev/null || { echo 'error: there is no java' >&2; exit 1; }
	@$(RUN) -m pytest tests/integrations/test_spark.py $(ARGS)

data: environment-tools ## Builds data/ anew from its sources (needs npm, apt-get and a network)
	@$(RUN) -m tools.build $(ARGS)

outlines: environment-tools ## Makes the outlines of the maps anew (needs npm and a network)
	@$(RUN) -m tools.outlines $(ARGS)

train: environment-tools ## Trains the ranking of candidates anew
	@$(RUN) -m tools.train_ranking $(ARGS)

train-mentions: environment-dev ## Fits the weights of names in text, and of the choice between places, anew
	@$(RUN) -m tools.train_homonyms
	@$(RUN) -m tools.train_mentions

words: environment-tools ## Makes the lists of words that are names and something else anew (needs npm and apt-get)
	@$(RUN) -m tools.words $(ARGS)

bench: environment-dev environment-tools ## Measures speed, size and accuracy
	@$(RUN) -m benchmarks $(ARGS)

docs: environment-dev ## Writes docs/cli.md and docs/transliteration.md anew
	@$(RUN) -m tools.cli_reference
	@$(RUN) -m tools.systems_reference

wheel: environment-dev ## Builds the wheel and the source archive into dist/
	@$(RUN) -m hatchling build

clean: ## Removes what was built and the tools' caches
	@rm -rf build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -not -path './.venv*' -prune -exec rm -rf {} +

clean-all: clean ## Removes the virtual environments too
	@rm -rf $(VENV) $(LOWEST_VENV)

environment:
	@$(PYTHON) tools/bootstrap.py

environment-dev:
	@$(PYTHON) tools/bootstrap.py dev

environment-fuzz:
	@$(PYTHON) tools/bootstrap.py fuzz

environment-spark:
	@$(PYTHON) tools/bootstrap.py spark

environment-tools:
	@$(PYTHON) tools/bootstrap.py tools
