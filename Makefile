# The commands of the project. `make serve` and `make test` need Go and nothing else.

GO      ?= go
LISTEN  ?= 127.0.0.1:8080
DATA    ?= dyad-data
BIN     := bin/dyad
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
# The commit is written into the program where git can tell it; Go fails where git is there and can't.
VCS     := $(shell git status --porcelain >/dev/null 2>&1 && echo auto || echo false)

.PHONY: serve build explorer pages test test-explorer check attack soak torture conformance generate release-schema bench bench-api bench-export bench-explorer bench-peers \
  fuzz clean

# Build, with the explorer where Node is, open or create the data directory, load the built-in corpus into an empty one, serve, print the
# addresses.
serve: pages build
	./$(BIN) serve --data $(DATA) --listen $(LISTEN)

# Without C: it runs on any Linux, and threads have small stacks, which count where memory is limited.
build:
	CGO_ENABLED=0 $(GO) build -trimpath -buildvcs=$(VCS) -ldflags "-X main.version=$(VERSION)" -o $(BIN) ./cmd/dyad

# The explorer and GraphiQL, from npm as the lock files have it. The next build puts them into the program; without them, everything else is
# served.
EXPLORER := internal/explorer/app
GRAPHIQL := internal/explorer/graphiql
NPM_CI   := npm ci --no-audit --no-fund --ignore-scripts

explorer: $(EXPLORER)/built/explorer.js $(GRAPHIQL)/built/graphiql.js

# npm's packages are put in anew when the lock file has changed.
%/node_modules/.package-lock.json: %/package-lock.json
	cd $* && $(NPM_CI) && touch node_modules/.package-lock.json

$(EXPLORER)/built/explorer.js: $(EXPLORER)/node_modules/.package-lock.json $(shell find $(EXPLORER)/src $(EXPLORER)/scripts -type f ! -name operations.ts) \
		$(wildcard schema/*.graphqls $(EXPLORER)/*.ts $(EXPLORER)/*.js $(EXPLORER)/*.json)
	cd $(EXPLORER) && npm run --silent build

$(GRAPHIQL)/built/graphiql.js: $(GRAPHIQL)/node_modules/.package-lock.json $(wildcard $(GRAPHIQL)/src/* $(GRAPHIQL)/*.js)
	cd $(GRAPHIQL) && npm run --silent build

# The explorer where Node and npm are, and where not, that it is missing.
pages:
	@if $(NODE); then $(MAKE) --no-print-directory explorer; else echo "$(NO_NODE)"; fi

NODE    := command -v npm >/dev/null 2>&1 && node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null
NO_NODE := Node 20.19 or later and npm are not here: the explorer is left out, and everything else is served.

test:
	$(GO) test ./...
	@if $(NODE); then $(MAKE) --no-print-directory test-explorer; else echo "Node 20.19 or later and npm are not here: the tests of the explorer's components were not run"; fi

test-explorer: $(EXPLORER)/node_modules/.package-lock.json
	cd $(EXPLORER) && npm run --silent check && npm run --silent test

# What a reviewer would otherwise have to look for: format, vet, static analysis, generated code, data races.
check:
	@unformatted=$$($(GO) tool gofumpt -l $$(git ls-files '*.go' | grep -v '^schema/exec/')); \
	  if [ -n "$$unformatted" ]; then echo "not formatted (run: go tool gofumpt -w FILE):"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) mod tidy -diff
	bash .ci/generated
	$(GO) run ./cmd/dyad check
	@if command -v cc >/dev/null 2>&1; then CGO_ENABLED=1 $(GO) test -race -short -timeout 30m ./...; \
	  else echo "no C compiler: the race detector was not run"; fi

# What exports take, beside networkx and Kuzu, on the corpus and on a million relationships.
bench-export: build
	bash internal/conformance/bench/exports

# How fast the explorer is in Chromium.
bench-explorer: explorer build
	bash internal/conformance/bench/explorer

# dyad side by side with networkx, igraph, graphology, Kuzu, Ladybug, SQLite and PostgreSQL, and what a store takes as it grows. The graphs can be
# named: make bench-peers GRAPHS='rmat14 ged'. The results are kept in RESULTS, and tables made of them.
RESULTS := internal/peers/results.jsonl

bench-peers: build
	bash internal/peers/run --json $(RESULTS) $(GRAPHS)
	bash internal/peers/growth --json $(RESULTS)
	$(GO) run ./internal/peers/table -into docs/performance.md $(RESULTS)

# Readers and clients that are not ours, installed by the script itself.
conformance: build
	bash internal/conformance/run
	bash internal/conformance/protocols/run
	bash internal/conformance/notebooks/run
	bash internal/conformance/data/run
	bash internal/conformance/explorer

# Everything that is generated, from its source. CI checks that it is current.
generate:
	$(GO) run ./internal/generate
	$(GO) build ./schema/exec

# A release makes its schema what later ones are compared with: make release-schema RELEASE=v1.2.0, before it is tagged.
release-schema:
	bash internal/conformance/release-schema "$(RELEASE)"

# Requests that mean harm, sent to a server of their own: what each takes, and whether that is too much. Linux only.
attack: build
	$(GO) run ./internal/attack/run $(BIN)

# Ten minutes of everything at once: what the server takes must not grow.
soak: build
	$(GO) run ./internal/attack/soak $(BIN)

# What data has to survive: kills, losses of power, flipped bits, full disks and more, then half an hour of everything at once. Linux, as root
# for the small disks. `make torture KILLS=20 POWERS=40 FLIPS=20 CLAIMS=20000 MIXED=1m SEED=2` is shorter.
SEED   ?= 1
KILLS  ?= 200
POWERS ?= 400
FLIPS  ?= 200
CLAIMS ?= 1000000
MIXED  ?= 30m

torture: build
	$(GO) test -count=1 -run 'LayoutOne|CutShort|Steps|Backup|Rebuild|HistoryReadsLikeAMap' ./store
	$(GO) run ./internal/torture/run -seed $(SEED) -kills $(KILLS) -powers $(POWERS) -flips $(FLIPS) -claims $(CLAIMS) -mixed $(MIXED) $(BIN)

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# What requests cost over the API, beside stock gqlgen and a plain writer, and under load: about two minutes.
bench-api:
	$(GO) test -run '^$$' -bench '^BenchmarkAPI$$' -benchtime 1x -timeout 15m ./cmd/dyad

fuzz:
	bash .ci/fuzz 20s

clean:
	rm -rf bin dist
