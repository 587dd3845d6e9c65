#!/usr/bin/env bash
# Every folder of examples/ with a configuration, through the real `terraform validate`: what the book shows as valid must
# be, and what it shows as broken must not. Needs terraform on the PATH and its providers (TF, for an offline wrapper).
# Takes some seconds a folder, so it is no part of .ci/run.
set -euo pipefail
cd "$(dirname "$0")/.."
terraform=${TF:-terraform}
command -v "$terraform" >/dev/null || { echo "skipped: no terraform here"; exit 0; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
dryrun=${DRYRUN:-target/release/dryrun}
checked=0 wrong=0 skipped=0
for folder in examples/*/; do
  compgen -G "$folder*.tf" >/dev/null || continue
  rm -rf "$scratch/it" && cp -r "$folder" "$scratch/it"
  (cd "$scratch/it" && "$terraform" init -input=false -backend=false >/dev/null 2>&1) || true
  said=$(cd "$scratch/it" && "$terraform" validate -json 2>/dev/null || true)
  if grep -q 'Missing required provider' <<<"$said"; then
    skipped=$((skipped + 1)) # no provider here to ask
    continue
  fi
  theirs=$(grep -o '"valid": *[a-z]*' <<<"$said" | head -n 1 | grep -o '[a-z]*$' || true)
  ours=$("$dryrun" validate "$folder" --format json | grep -o '"valid": *[a-z]*' | head -n 1 | grep -o '[a-z]*$' || true)
  checked=$((checked + 1))
  if [ "$theirs" != "$ours" ]; then
    wrong=$((wrong + 1))
    echo "$folder: terraform says valid=$theirs, dryrun valid=$ours"
  fi
done
echo "$checked configurations, $wrong differ; $skipped skipped, whose providers are not installed"
[ "$wrong" = 0 ]
