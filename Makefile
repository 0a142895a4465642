# Thin, over the presets of CMakePresets.json.

SAMPLE = corpus/prompts/official-en.json corpus/prompts/official-zh.json \
         corpus/prompts/official-slip.txt corpus/prompts/mistakes-zh.jsonl \
         corpus/documents/json/contested-1080p-t2v-01.json corpus/documents/markdown/quote.md

.PHONY: run test test-asan test-editors test-engines test-preview bench gate instructions-record demo-submit \
        release preview-data install package tidy format clean

## Build the program and lint a sample of the corpus
run: release
	build/release/camlint check --exit-zero $(SAMPLE)

release:
	@scripts/setup build
	@cmake --preset release >/dev/null
	@cmake --build --preset release

## Build and run every test
test:
	@scripts/setup test
	@cmake --preset dev >/dev/null
	@cmake --build --preset dev
	@ctest --preset dev

## The same tests under the address and undefined-behaviour sanitizers
test-asan:
	@scripts/setup test
	@cmake --preset asan >/dev/null
	@cmake --build --preset asan
	@ctest --preset asan

## The language server as Neovim, Emacs and others drive it
test-editors:
	@scripts/setup editors
	@cmake --preset dev -DCAMLINT_EDITOR_TESTS=ON >/dev/null
	@cmake --build --preset dev --target camlint
	@CAMLINT_EDITORS_REQUIRED=1 ctest --preset dev -L editors

## The recipes of docs/engines.md in DuckDB, Spark and ClickHouse
test-engines:
	@scripts/setup engines
	@cmake --preset dev -DCAMLINT_ENGINE_TESTS=ON >/dev/null
	@cmake --build --preset dev --target camlint camlint_library
	@CAMLINT_ENGINES_REQUIRED=1 ctest --preset dev -L engines

## The pages of `camlint preview` in Chromium
test-preview:
	@scripts/setup preview
	@cmake --preset dev -DCAMLINT_PREVIEW_TESTS=ON >/dev/null
	@cmake --build --preset dev --target camlint camlint_preview_data
	@CAMLINT_PREVIEW_REQUIRED=1 ctest --preset dev -L preview

## Measure camlint beside others, and write bench/RESULTS.md; BENCH_BODIES=100000 for a quick look
BENCH_BODIES ?= 1000000
BENCH_ROUNDS ?= 5
bench:
	@scripts/setup bench
	@cmake --preset release -DCAMLINT_BENCH=ON >/dev/null
	@cmake --build --preset release --target camlint_measured
	@/usr/bin/env python3 bench/run.py --bodies $(BENCH_BODIES) --rounds $(BENCH_ROUNDS)

## Fail when a fixed input takes more instructions than recorded; said and skipped with another compiler
INSTRUCTIONS = scripts/setup test && cmake --preset release -DCAMLINT_BENCH=ON >/dev/null && \
               cmake --build --preset release --target camlint camlint_corpus && \
               /usr/bin/env python3 bench/instructions.py build/release/camlint
gate:
	@$(INSTRUCTIONS) || [ $$? -eq 77 ]

## Write that record anew, to be committed with what changed the counts
instructions-record:
	@$(INSTRUCTIONS) --record

## Lint, submit, follow and download against a fake service on this machine; pays nobody
demo-submit: release
	@scripts/setup test
	@/usr/bin/env python3 tests/demo_submit.py build/release/camlint .

## The page that `camlint preview` fills, beside the program: build/release/share/camlint/preview.html
preview-data: release
	@scripts/setup preview-data
	@cmake --preset release >/dev/null
	@cmake --build --preset release --target camlint_preview_data

## Install the program, its manual and completions below PREFIX (and below DESTDIR, for packagers)
PREFIX = /usr/local
install: release
	cmake --install build/release --prefix $(PREFIX) --strip

## A .deb: build/release/camlint_VERSION_ARCHITECTURE.deb
package: release
	cpack --config build/release/CPackConfig.cmake -B build/release

## clang-tidy and clang-format, for those who have them
tidy:
	@cmake --preset tidy >/dev/null
	@cmake --build --preset tidy -- -k 0

format:
	clang-format -i $$(git ls-files '*.cpp' '*.hpp')

clean:
	rm -rf build
