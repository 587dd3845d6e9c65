#!/usr/bin/env bash
# Somebody else's book: the installed commands, plain mdBook, a difference that fails the build, settings that are refused.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$PWD/target/tools
cargo install --quiet --locked --path crates/cli --root "$tools"
# With the search that books have unless they say otherwise, without the server.
[ -x "$tools/bin/mdbook" ] || cargo install --quiet --locked mdbook --version 0.5.4 --no-default-features --features search --root "$tools"
export PATH=$tools/bin:$PATH

book=$(mktemp -d)
trap 'rm -rf "$book"' EXIT
mkdir "$book/src"
cat >"$book/book.toml" <<'B'
[book]
title = "Another book"

[preprocessor.dryrun]
before = ["links"]
B
printf '# Summary\n\n- [One](one.md)\n' >"$book/src/SUMMARY.md"
cat >"$book/src/one.md" <<'B'
# One

1. In a list:

   ```json asl id=double
   { "StartAt": "Twice", "States": { "Twice": { "Type": "Pass", "Parameters": { "twice.$": "States.MathAdd($.n, $.n)" }, "End": true } } }
   ```

   ```json input of=double
   { "n": 21 }
   ```

   ```json output of=double
   ```

It gives **0**<!-- =double.output.twice -->.
B
cd "$book"
refused() { if "$@" >out.txt 2>&1; then echo "should have failed: $*"; cat out.txt; exit 1; fi; }

refused dryrun check
grep -q 'src/one.md:13:7' out.txt
refused mdbook build
grep -q 'nothing is recorded yet' out.txt
dryrun accept
dryrun check
grep -q '^   { "twice": 42 }$\|^     "twice": 42$' src/one.md
grep -q '\*\*42\*\*' src/one.md
cp src/one.md once.md
dryrun accept
cmp src/one.md once.md
mdbook build
grep -q 'dryrun-verified' book/one.html

sed -i 's/\[book\]/[book]\nsrc = "book\/src"/' book.toml
status=0
dryrun check 2>out.txt || status=$?
[ "$status" = 2 ]
grep -q 'would wipe' out.txt

refused mdbook-dryrun <<<'[{"root":"/","config":{},"renderer":"html","mdbook_version":"0.4.52"},{"sections":[]}]'
grep -q '0.4.52' out.txt
echo "another book: all as it should be"
