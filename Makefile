# The commands of the project. `make` without a command lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

WALLS := --explicit-target-dependency-import-check error
FORMATTED := Package.swift Sources Tests queries
# The Swift runtime is linked statically, so the program runs without a toolchain. (The default linker warns about this; LLVM's does not.)
ALONE := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib -Xswiftc -use-ld=lld)
RELEASE := $(WALLS) --configuration release $(ALONE)
# The targets that use tasks, threads, sockets and connections, and of the commands those that ingest, serve, sign and read while another
# process writes. The others read a store as the report does, and then compute on one thread.
CONCURRENT := StatusAPITests|IngestionTests|StorageTests|SimulationTests|CommandTests.(AsOf|BadIngest|BrokenRun|Evidence|Fault|FullDisk|Outages|ReadError|Readme|SecondRun|Secret|Trust|WeeklyReport|Who)Tests
# Skipped under the sanitizer: tests that repeat what other tests run.
REPETITIVE := Tamper|Hostile|AnyJSON

# libFuzzer counts the code that an input reaches, in this project and in the libraries. (The system's linker fails on instrumented code.)
FUZZ := $(WALLS) --configuration release --scratch-path .build-fuzz -Xswiftc -sanitize=fuzzer \
    -Xcxx -fsanitize=fuzzer-no-link $(if $(filter Linux,$(shell uname -s)),-Xswiftc -use-ld=lld)

.PHONY: help setup build release test test-pages sanitize fuzz lint format demo golden bench size clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## install missing system packages
	@.ci/setup

build: setup ## build everything for debugging
	@swift build $(WALLS)

release: setup ## build the optimised tacho
	@swift build $(RELEASE) --product tacho

demo: release ## simulate a fleet, ingest it, print its report and write sample reports into tacho-demo/
	@"$$(swift build --configuration release --show-bin-path)/tacho" demo

test: setup ## build with warnings as errors and run all tests
	@TACHOGRAPH_STRICT=1 swift test $(WALLS) --disable-xctest --parallel

sanitize: setup ## run the concurrent parts under the thread sanitizer
	@swift test $(WALLS) --disable-xctest --sanitize=thread --scratch-path .build-sanitize --filter '$(CONCURRENT)' --skip '$(REPETITIVE)'

fuzz: setup ## feed millions of hostile inputs to the decoders and to damaged stores (RUNS=20000 per target)
	@TACHOGRAPH_FUZZ=1 swift build $(FUZZ) --product TachoFuzz
	@Sources/TachoFuzz/run $(RUNS)

test-pages: ## open pages, mail and an archive in Chromium and mutt and check how they look, print and read (PAGES=--screenshots writes docs/images)
	@.ci/setup chromium mutt python3-venv
	@[ -x .build/debug/tacho ] || $(MAKE) build
	@Tests/Pages/run $(PAGES)

lint: ## check the formatting
	@swift format lint --strict --recursive --parallel $(FORMATTED)

format: ## format the sources
	@swift format --in-place --recursive --parallel $(FORMATTED)

golden: build ## write the golden files of reports/ again; read the diff before you commit it
	@"$$(swift build --show-bin-path)/tacho" demo --output reports --quiet
	@"$$(swift build --show-bin-path)/TachoDocs" .

bench: ## measure Tachograph and its peers and print the tables of docs/performance.md (BENCH="--quick", "--only report", "--write")
	@.ci/setup python3-venv
	@swift build $(RELEASE) --product tacho
	@swift build $(RELEASE) --product TachoBench
	@Sources/TachoBench/run $(BENCH)

size: ## count the files, folders and lines under Sources, and the places that each question is spread over
	@.ci/size

clean: ## remove all build output
	@rm -rf .build .build-sanitize .build-fuzz
