# Run `make` for the list of what can be done. Only Go is needed for run, test, build and demo.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

GO      ?= go
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X main.version=$(VERSION)
LINT    := golangci-lint
export PATH := $(PATH):$(shell $(GO) env GOPATH)/bin

SEEDS  ?= 500
SEED   ?= 1
STORE  ?= sqlite
CYCLES ?= 60

.PHONY: help run build web web-check test check fmt lint race sim crash bench wire e2e shots demo docker ci clean

help: ## show this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

run: build ## build and serve with demo data of Lai Châu; prints addresses and demo log-ins
	bin/beplua serve --demo

build: ## the one static binary: bin/beplua
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o bin/beplua ./cmd/beplua

web: ## build the officers' pages into web/dist, which is committed and embedded (needs Node 20)
	cd web && npm ci --no-audit --no-fund && npm run build

web-check: ## types and tests of the pages, and that web/dist is what their source gives
	$(MAKE) web && cd web && npm run check
	git diff --exit-code --stat -- web/dist && test -z "$$(git status --porcelain -- web/dist)"

test: ## all tests of the main module; skips are listed at the end
	$(GO) test -json ./... | $(GO) run ./scripts/testreport

check: fmt lint test ## format, lint and test: what a change must pass

fmt: ## format all Go files
	$(LINT) fmt ./...

lint: ## style and borders between packages
	$(LINT) config verify
	$(LINT) run ./...

race: ## all tests under the race detector (needs a C compiler)
	CGO_ENABLED=1 $(GO) test -race -short -json ./... | $(GO) run ./scripts/testreport

sim: build ## the simulator: make sim SEEDS=20000 SEED=1 STORE=mongodb
	bin/beplua simulate --seeds $(SEEDS) --seed $(SEED) --phones 20 --operations 300 --store $(STORE)

crash: ## kill -9 of the real server under load: make crash CYCLES=1000
	BEPLUA_CRASH_CYCLES=$(CYCLES) $(GO) test -count=1 -timeout 60m -run '^TestCrash' -json ./cmd/beplua ./store/sqlite | $(GO) run ./scripts/testreport

bench: build ## the table of figures, beside the machine's own floor
	bin/beplua bench --floor

wire: ## the MongoDB store over the wire (FerretDB in a module of its own)
	cd store/mongodb/wiretest && $(GO) test -json ./... | (cd ../../.. && $(GO) run ./scripts/testreport)

e2e: build ## officers' stories in a real Chromium (skipped loudly where there is none)
	cd web/e2e && E2E_PROGRAM=$(CURDIR)/bin/beplua $(GO) test -count=1 -timeout 15m -json ./... | (cd ../.. && $(GO) run ./scripts/testreport)

SHOTS ?= $(shell mktemp -du)
shots: build ## pictures of every page in Vietnamese, at a desk's and a phone's size: make shots SHOTS=folder
	cd web/e2e && $(GO) run ./shots -program $(CURDIR)/bin/beplua -out $(SHOTS)

demo: build ## the story of six phones and an officer, on real HTTP
	bin/beplua demo

docker: ## the image beplua:local
	docker build --build-arg VERSION=$(VERSION) -t beplua:local .

ci: ## everything that is checked before a change is taken
	.ci/run

clean: ## forget what was built
	rm -rf bin
