#!/usr/bin/env bash
# Builds the page's engine into the folder given (default: target/page). The JSONata crate is built by itself first: it
# must stay fit for WebAssembly without the others.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-target/page}
rustc=$(.ci/wasm-rustc "${WASM_RUSTC_DIR:-target/wasm-rustc}")
# Paths of this machine do not belong into the file; the stack holds what the engines' own limits allow; numbers of functions
# and addresses take the bytes they need, not the five that a linker could patch.
export RUSTFLAGS="--remap-path-prefix=$PWD=/dryrun --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo \
-Clink-arg=-zstack-size=8388608 -Clink-arg=--compress-relocations"
target=${CARGO_TARGET_DIR:-target}
# Of one kind alone: where a Rust library is made of the same crate as well, cargo leaves the optimisation over all crates out.
build() {
  RUSTC="$rustc" cargo rustc --locked --quiet --target wasm32-unknown-unknown --profile wasm -p "$1" --crate-type "$2"
}
build dryrun-jsonata lib
build dryrun-wasm cdylib
mkdir -p "$out"
cp "$target/wasm32-unknown-unknown/wasm/dryrun_wasm.wasm" "$out/dryrun.wasm"
env -u RUSTFLAGS cargo run --locked --quiet -p dryrun-xtask -- arrange "$out/dryrun.wasm"
for file in "$out/dryrun.wasm" crates/aws-facts/data/aws.bin crates/cty/data/charsets.bin; do
  printf '%s: %s bytes, %s gzip\n' "$(basename "$file")" "$(wc -c <"$file")" "$(gzip -9c "$file" | wc -c)"
done
