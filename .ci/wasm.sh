#!/usr/bin/env bash
# Builds the page's engine into the folder given (default: target/page). The JSONata crate is built by itself first: it
# must stay fit for WebAssembly without the others.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-target/page}
rustc=$(.ci/wasm-rustc "${WASM_RUSTC_DIR:-target/wasm-rustc}")
# Paths of this machine do not belong into the file; the stack holds what the engines' own limits allow.
export RUSTFLAGS="--remap-path-prefix=$PWD=/dryrun --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo -Clink-arg=-zstack-size=8388608"
target=${CARGO_TARGET_DIR:-target}
build() {
  RUSTC="$rustc" cargo build --locked --quiet --target wasm32-unknown-unknown --profile "$1" -p "$2"
}
build wasm dryrun-jsonata
build wasm dryrun-wasm
mkdir -p "$out"
cp "$target/wasm32-unknown-unknown/wasm/dryrun_wasm.wasm" "$out/dryrun.wasm"
for file in "$out/dryrun.wasm" crates/aws-facts/data/aws.bin; do
  printf '%s: %s bytes, %s gzip\n' "$(basename "$file")" "$(wc -c <"$file")" "$(gzip -9c "$file" | wc -c)"
done
