# The commands of the project; `make` alone lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

WALLS := --explicit-target-dependency-import-check error
FORMATTED := Package.swift Sources Tests queries
# The runtime goes into the program, which then runs where no toolchain is. (LLVM's linker is the one without a warning about it.)
ALONE := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib -Xswiftc -use-ld=lld)
RELEASE := $(WALLS) --configuration release $(ALONE)
# The targets in which tasks, threads, sockets and connections meet.
CONCURRENT := StatusAPITests|IngestionTests|StorageTests|SimulationTests|CommandTests
# Hundreds of runs over what other tests run as well, commands that read a store as the report does and compute alone, and a bound on
# memory, which the sanitizer multiplies.
REPETITIVE := Tamper|Explain|GateVerdict|BaselineFile|ContinuousIntegration|TrendTests|Hostile|AnyJSON|LimitTests|PrintedVerifier|MemoryTests

# libFuzzer counts what is reached in all code, ours and the libraries'. (The system's linker fails at what it instruments.)
FUZZ := $(WALLS) --configuration release --scratch-path .build-fuzz -Xswiftc -sanitize=fuzzer \
    -Xcxx -fsanitize=fuzzer-no-link $(if $(filter Linux,$(shell uname -s)),-Xswiftc -use-ld=lld)

.PHONY: help setup build release test sanitize fuzz lint format demo golden bench size clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## install the system packages that are missing
	@.ci/setup

build: setup ## build everything for debugging
	@swift build $(WALLS)

release: setup ## build the optimised tacho
	@swift build $(RELEASE) --product tacho

demo: release ## simulate a fleet, ingest it, print its report and write reports/
	@"$$(swift build --configuration release --show-bin-path)/tacho" demo --output reports

test: setup ## build with warnings as errors and run all tests
	@TACHOGRAPH_STRICT=1 swift test $(WALLS) --disable-xctest --parallel

sanitize: setup ## run the concurrent parts under the thread sanitizer
	@swift test $(WALLS) --disable-xctest --sanitize=thread --scratch-path .build-sanitize --filter '$(CONCURRENT)' --skip '$(REPETITIVE)'

fuzz: setup ## feed the decoders and damaged stores millions of hostile inputs (RUNS=20000 for each target)
	@TACHOGRAPH_FUZZ=1 swift build $(FUZZ) --product TachoFuzz
	@Sources/TachoFuzz/run $(RUNS)

lint: ## check the formatting
	@swift format lint --strict --recursive --parallel $(FORMATTED)

format: ## format the sources
	@swift format --in-place --recursive --parallel $(FORMATTED)

golden: build ## write the golden files of reports/ anew; look at the difference before committing it
	@"$$(swift build --show-bin-path)/tacho" demo --output reports --quiet

bench: ## measure against the peers and print the tables of docs/performance.md (BENCH="--quick", "--only report", "--write")
	@.ci/setup python3-venv
	@swift build $(RELEASE) --product tacho
	@swift build $(RELEASE) --product TachoBench
	@Sources/TachoBench/run $(BENCH)

size: ## count the files, folders and lines under Sources, and what each question is spread over
	@.ci/size

clean: ## remove what was built
	@rm -rf .build .build-sanitize .build-fuzz
