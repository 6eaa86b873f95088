# Builds, tests and tries out failover-audit. `make` alone lists the targets.

SWIFT ?= swift
PREFIX ?= /usr/local
# What `make audit` audits: a file or a folder.
INPUT ?= reports/estate
# What `make bench` measures: estates up to a size; runs of each line, as the size allows unless given;
# a file for every run; a commit to compare with instead.
SIZE ?= 1G
REPEAT ?=
JSON ?=
BASE ?=
export INPUT SIZE REPEAT JSON BASE
# What `make fuzz` runs, and how long each; with a SEED, the same again.
TARGET ?= scanner reader xml neutral address keepalived
SECONDS ?= 60
SEED ?=

packages := libxml2-dev libsqlite3-dev libssl-dev libyaml-dev pkg-config
# What the tests of scripts/export.sh run, of packages of the same names; without them those tests are skipped.
test_tools := curl jq python3
# The same for the YAML in the documents.
test_packages := python3-yaml
# What the tests of the HTML report run; pip fetches axe-core, which Debian does not package, by the digest that is written down.
browser_tools := chromium python3
browser_packages := python3-pip
oldest_swift := 6.2
# What Swift brings is linked into the command, which otherwise needs only libraries of Debian.
release := -c release --static-swift-stdlib --disable-local-rpath --product failover-audit
threads := --scratch-path .build-tsan --sanitize=thread -Xlinker '$(CURDIR)/.build-tsan/mutex.o'
addresses := --scratch-path .build-asan --sanitize=address
examples := --package-path Examples/SwiftRule --scratch-path .build-examples
# Of several -sanitize, swiftc heeds the last.
fuzzing := --package-path Fuzzing --scratch-path .build-fuzz -c release --sanitize=fuzzer \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -enable-testing -Xswiftc -use-ld=lld
# The clang that came with Swift.
find_clang = clang=$$($(SWIFT) -print-target-info | sed -n 's|.*"runtimeResourcePath": "\(.*\)/lib/swift".*|\1/bin/clang|p')
# What `make release` may put out at most, and what it may need.
release_bytes := 80000000
release_needs := ld-linux.*|lib(c|m|dl|rt|pthread|gcc_s|stdc\+\+|xml2|sqlite3|crypto)

MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help
.PHONY: help setup build audit release test test-all examples test-browser screenshots threads addresses fuzz bench instructions lint goldens install install-files clean

help: ## list the targets
	@echo 'Usage: make TARGET [INPUT=export] [PREFIX=/usr/local] [DESTDIR=] [SECONDS=60] [SEED=n]'
	@echo '       make bench [SIZE=5G] [REPEAT=n] [JSON=file] [BASE=commit]'
	@echo
	@awk -F ':[^#]*## ' '/^[a-z-]+:.*## / { printf "  %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## check for Swift, install the libraries that are missing
	@found=$$($(SWIFT) --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1); \
	if [ -z "$$found" ]; then \
	  echo 'Swift is missing: install $(oldest_swift) or later from https://www.swift.org/install/.' >&2; exit 1; \
	fi; \
	if ! printf '%s\n' $(oldest_swift) "$$found" | sort -V -C; then \
	  echo "Swift $$found is too old: install $(oldest_swift) or later from https://www.swift.org/install/." >&2; exit 1; \
	fi
	@if ! command -v dpkg-query >/dev/null; then \
	  if pkg-config --exists libcrypto libxml-2.0 sqlite3 yaml-0.1 2>/dev/null; then exit 0; fi; \
	  echo 'Install pkg-config and the development files of libxml2, SQLite, OpenSSL and libyaml, then try again.' >&2; exit 1; \
	fi; \
	missing=; \
	for package in $(packages); do \
	  state=$$(dpkg-query -W -f '$${db:Status-Status}' "$$package" 2>/dev/null) || state=; \
	  [ "$$state" = installed ] || missing="$$missing $$package"; \
	done; \
	for tool in $(tools); do \
	  command -v "$$tool" >/dev/null || missing="$$missing $$tool"; \
	done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" -eq 0 ]; then as_root=; \
	elif sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v 2>/dev/null; }; then as_root=sudo; \
	else \
	  echo "Packages are missing and only root can install them; run: apt-get update && apt-get install -y$$missing" >&2; \
	  exit 1; \
	fi; \
	echo "Installing$$missing"; \
	$$as_root apt-get update -qq && \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing

build: setup ## build the command for release
	@$(SWIFT) build $(release)

# The sample estate grows older every day: its report is the one in reports/estate.txt, without a time.
audit: build ## audit the sample estate, or what INPUT names
	@bin=$$($(SWIFT) build $(release) --show-bin-path) || exit 1; \
	if [ ! -e "$$INPUT" ]; then echo "$$INPUT: no such file or folder" >&2; exit 1; fi; \
	mkdir -p out && rm -f out/audit.html out/audit.xml out/audit.ndjson || exit 1; \
	options=; [ "$${INPUT%/}" != reports/estate ] || options=--reproducible; \
	code=0; \
	"$$bin/failover-audit" scan "$$INPUT" $$options \
	  --report text --report html=out/audit.html --report junit=out/audit.xml --report ledger=out/audit.ndjson || code=$$?; \
	case $$code in \
	  0) meaning='compliant: groups were examined; nothing fails or is unknown at the severity of --fail-on or above' ;; \
	  1) meaning='violations were found' ;; \
	  2) meaning='no violation was found, but the audit is incomplete' ;; \
	  64) meaning='wrong usage, or a path that does not exist' ;; \
	  70) meaning='a fault of failover-audit itself' ;; \
	  130) meaning='interrupted' ;; \
	  *) meaning='not one of failover-audit' ;; \
	esac; \
	echo; \
	for report in 'HTML report: out/audit.html' 'JUnit report: out/audit.xml' 'Ledger, a line for each outcome: out/audit.ndjson'; do \
	  if [ -s "$${report#*: }" ]; then echo "$$report"; fi; \
	done; \
	echo "The audit's exit code was $$code: $$meaning."; \
	[ $$code -le 2 ] && [ -s out/audit.html ] && [ -s out/audit.xml ] && [ -e out/audit.ndjson ]

release: build ## put the command into out/, stripped, and check its size and what it needs
	@bin=$$($(SWIFT) build $(release) --show-bin-path) && \
	mkdir -p out && strip -o out/failover-audit "$$bin/failover-audit" || exit 1; \
	size=$$(stat -c %s out/failover-audit); \
	needs=$$(LC_ALL=C readelf -d out/failover-audit | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); \
	echo "out/failover-audit: $$size bytes, needs" $$needs; \
	if [ "$$size" -ge $(release_bytes) ]; then \
	  echo 'It is not below $(release_bytes) bytes.' >&2; exit 1; \
	fi; \
	others=$$(printf '%s\n' $$needs | grep -Evx '($(release_needs))\.so\.[0-9]+'); \
	if [ -n "$$others" ]; then \
	  echo 'It must not need' $$others >&2; exit 1; \
	fi; \
	env -i out/failover-audit --version >/dev/null

test test-all: tools := $(test_tools)
test test-all: packages += $(test_packages)
test: setup ## build and run the tests
	@$(SWIFT) build --build-tests
	@$(SWIFT) test

test-all: export TEST_DEPTH := full
test-all: test ## the same, with all estates in property tests, as CI does

examples: setup ## build the package in Examples/SwiftRule, test it and audit the sample estate with it
	@$(SWIFT) build --build-tests $(examples)
	@$(SWIFT) test --skip-build $(examples)
	@bin=$$($(SWIFT) build $(examples) --show-bin-path) || exit 1; \
	mkdir -p out && code=0; "$$bin/house-audit" reports/estate >out/house-audit.txt || code=$$?; \
	echo "Report: out/house-audit.txt, exit code $$code"; \
	[ $$code -eq 1 ] && grep -q 'FAIL    warning master-outside-home-zone' out/house-audit.txt

# AXE may name an existing axe.min.js.
test-browser: tools := $(browser_tools)
test-browser: packages += $(browser_packages)
test-browser: build ## look at the HTML report in Chromium: accessibility, policy, filters, phone, print, size
	@if [ -z "$$AXE" ]; then \
	  python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
	    -r Tests/Browser/requirements.txt -d .build-browser || exit 1; \
	fi; \
	bin=$$($(SWIFT) build $(release) --show-bin-path) && \
	python3 -B Tests/Browser/check.py "$$bin/failover-audit" "$${AXE:-$$(echo .build-browser/*.whl)}" .build-browser/pages

screenshots: tools := $(browser_tools)
screenshots: build ## take the pictures of the HTML report in docs/images
	@bin=$$($(SWIFT) build $(release) --show-bin-path) && \
	python3 -B Tests/Browser/screenshots.py "$$bin/failover-audit" .build-browser/pages docs/images

bench: build ## measure the command on large estates, or compare it with a commit
	@$(SWIFT) build --package-path Benchmarks -c release
	@bin=$$($(SWIFT) build $(release) --show-bin-path) && \
	suite=$$($(SWIFT) build --package-path Benchmarks -c release --show-bin-path) || exit 1; \
	set -- --program "$$bin/failover-audit" --size "$$SIZE" --cache .build-bench; \
	if [ -n "$$REPEAT" ]; then set -- "$$@" --repeat "$$REPEAT"; fi; \
	if [ -n "$$JSON" ]; then set -- "$$@" --json "$$JSON"; fi; \
	if [ -n "$$BASE" ]; then \
	  commit=$$(git rev-parse --verify --short=10 "$$BASE^{commit}") || exit 1; \
	  base=.build-bench/base-$$commit; \
	  if [ ! -e "$$base/Package.swift" ]; then \
	    git worktree prune && git worktree add --detach "$$base" "$$commit" || exit 1; \
	    if [ -e Package.resolved ]; then cp Package.resolved "$$base"; fi; \
	  fi; \
	  $(SWIFT) build --package-path "$$base" $(release) && \
	  old=$$($(SWIFT) build --package-path "$$base" $(release) --show-bin-path) || exit 1; \
	  set -- "$$@" --base "$$old/failover-audit" --base-name "$$commit"; \
	fi; \
	"$$suite/bench-suite" "$$@"

instructions: packages += valgrind binutils
instructions: build ## fail if the audit of a small estate takes over 5 % more instructions than was accepted
	@$(SWIFT) build --package-path Benchmarks -c release --product make-estate
	@bin=$$($(SWIFT) build $(release) --show-bin-path) && \
	suite=$$($(SWIFT) build --package-path Benchmarks -c release --show-bin-path) && \
	Benchmarks/instructions.sh "$$bin/failover-audit" "$$suite/make-estate" .build-bench

# The tests in which threads meet: all tests would take ten times as long with it.
threads: setup ## run the tests in which threads meet, with ThreadSanitizer
	@mkdir -p .build-tsan && $(find_clang) && \
	"$$clang" -O1 -Wall -Werror -D_GNU_SOURCE -c Tests/ThreadSanitizer/mutex.c -o .build-tsan/mutex.o
	@$(SWIFT) build --build-tests $(threads)
	@$(SWIFT) test --skip-build $(threads) --filter \
	  'AuditorTests|AttackTests|CorpusTests|\.InputTests|BadInputTests|LargeEstateTests|SameBytesTests|ChunkingTests/(blockSizes|order|refused)'

# The tests of the modules that hold pointers, without the slowest, which fuzzing covers; without leaks: a pointer that Swift keeps
# together with bits of an enum's case looks lost. Tests of the command are not run: Foundation's Process reads past a directory
# entry. The hostile files are, one by one.
addresses: export ASAN_OPTIONS := detect_leaks=0
addresses: setup ## run the tests of reading, deriving, SQL, YAML and programs with AddressSanitizer
	@$(SWIFT) build --build-tests $(addresses)
	@$(SWIFT) test --skip-build $(addresses) --filter 'FailoverInventoryTests|FailoverSQLTests|FailoverAuditTests' --skip \
	  'ScannerDifferentialTests|ChunkingTests/(truncated|everyCut)|PropertyTests|RoundTrip|ProgramRuleTests/memory'
	@mkdir -p out; bin=$$($(SWIFT) build $(addresses) --show-bin-path) && export ASAN_OPTIONS=detect_leaks=0:exitcode=99 SWIFT_BACKTRACE=enable=no && \
	for file in Tests/Fixtures/hostile/* Tests/Fixtures/neutral/*; do \
	  "$$bin/failover-audit" scan "$$file" >out/hostile.log 2>&1; code=$$?; \
	  case $$code in 0|1|2) ;; *) tail -n 40 out/hostile.log >&2; echo "$$file: exit code $$code" >&2; exit 1;; esac; \
	done

# What fuzzing learns stays in .build-fuzz/corpus; faults go to out/fuzz. Two run at a time.
fuzz: setup ## fuzz scanner, readers and addresses for SECONDS each; TARGET=xml for one, SEED=1 to repeat a run
	@$(SWIFT) build $(fuzzing)
	@bin=$$($(SWIFT) build $(fuzzing) --show-bin-path) || exit 1; \
	export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0:malloc_context_size=5; \
	printf '%s\n' $(TARGET) | xargs -n 1 -P 2 Fuzzing/run "$$bin" '$(SECONDS)' '$(SEED)'

lint: ## check the format of the Swift sources
	@$(SWIFT) format lint --strict --recursive Sources Tests Package.swift \
	  Benchmarks/Sources Benchmarks/Tests Benchmarks/Package.swift Fuzzing/Sources Fuzzing/Package.swift \
	  Examples/SwiftRule

# Tests that write what they compare if UPDATE_GOLDENS is set.
golden_tests := [gG]olden|CompletionTests|DocumentTests|DocumentationTests|PeriodicAuditsTests|SimulateTests|WritingRulesTests

goldens: setup ## rewrite the sample reports, the catalogue, outputs in documents, completions and the manual page
	@UPDATE_GOLDENS=1 $(SWIFT) test --filter '$(golden_tests)'

install: release ## install the command, shell completions and the manual page below PREFIX
	@$(MAKE) --no-print-directory install-files

# The same of a command that is built already.
install-files: COMMAND ?= out/failover-audit
install-files:
	@install -D -m 755 "$(COMMAND)" "$(DESTDIR)$(PREFIX)/bin/failover-audit"
	@share="$(DESTDIR)$(PREFIX)/share"; shells=packaging/completions/failover-audit; \
	install -D -m 644 $$shells.bash "$$share/bash-completion/completions/failover-audit" && \
	install -D -m 644 $$shells.zsh "$$share/zsh/site-functions/_failover-audit" && \
	install -D -m 644 $$shells.fish "$$share/fish/vendor_completions.d/failover-audit.fish" && \
	install -D -m 644 packaging/failover-audit.1 "$$share/man/man1/failover-audit.1"

clean: ## remove what was built
	@$(SWIFT) package clean
	@rm -rf out .build-spark .build-bench Benchmarks/.build .build-tsan .build-asan .build-fuzz .build-browser .build-examples
	@if [ -e .git ]; then git worktree prune; fi
