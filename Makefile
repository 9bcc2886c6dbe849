# Every verb in one line; the work is in scripts/.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: doctor setup serve build test check fix prove bench size clean help
RUN := . scripts/env &&

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

doctor: ## says in words what is there and what is missing
	@scripts/doctor

setup: ## installs all tools into the cache, once (scripts/setup build|serve|test for less)
	@scripts/setup test

serve: ## sets up, builds and serves app and backend with demo data (HOST=0.0.0.0 PORT=…)
	@scripts/setup serve && scripts/build && scripts/serve

build: ## builds the release app into dist/
	@scripts/setup build && scripts/build

test: ## sets up and runs every test, with the minutes of each part (PART=name for one)
	@scripts/setup test && scripts/test $(PART)

check: ## the quick loop: format, lints on the host, the core's tests
	@scripts/test fmt && scripts/test clippy-core && scripts/test core

fix: ## formats, and applies what clippy can repair itself
	@$(RUN) cargo fmt --all && cargo clippy --fix --allow-dirty --allow-staged --workspace --all-targets

prove: ## searches on for a counterexample, noted in docs/proofs.jsonl (PART=simulation|exhaustive|kills|shared-phone|shared-phone-machine|fuzz|mutants|herd|signups|kinds|backends|portals|engines MINUTES=10)
	@scripts/prove "$(PART)" "$(MINUTES)"

bench: ## measures everything of docs/performance.md on a slow phone, with other makers' forms beside ours, as JSON lines
	@scripts/setup bench && scripts/build && $(RUN) cargo run --quiet --release -p dajuan-journeys --bin bench

size: ## prints the bytes of each served file, fails over the budget
	@scripts/size

clean: ## removes dist/ and the build results, keeps tools and data
	@$(RUN) rm -rf dist "$$CARGO_TARGET_DIR"
