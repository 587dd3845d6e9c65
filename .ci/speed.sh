#!/usr/bin/env bash
# Times the commands a reader waits for and prints them beside their marks. A busy machine is no failure: only three times the mark is.
set -euo pipefail
cd "$(dirname "$0")/.."

# milliseconds of one run, as the median of N
median() {
  local n=$1; shift
  for _ in $(seq "$n"); do
    local start end
    start=$(date +%s%N)
    "$@" >/dev/null 2>&1 || true
    end=$(date +%s%N)
    echo $(((end - start) / 10000))
  done | sort -n | awk '{ a[NR] = $1 } END { printf "%.2f", a[int((NR + 1) / 2)] / 100 }'
}

judge() {
  local what=$1 mark=$2 took=$3
  printf '%-44s %9s ms  (mark %s ms)\n' "$what" "$took" "$mark"
  awk -v took="$took" -v mark="$mark" 'BEGIN { exit !(took < 3 * mark) }' || { echo "far slower than its mark"; exit 1; }
}

judge "dryrun check, release" 300 "$(median 5 target/release/dryrun check --no-cache)"
judge "dryrun run, a small file, release" 10 "$(median 21 target/release/dryrun run examples/pass/pass.asl.json --input '{}')"
judge "dryrun plan, one AWS resource, release" 10 "$(median 21 target/release/dryrun plan examples/monitoring)"
thousand=target/thousand
rm -rf "$thousand"
.ci/thousand.sh "$thousand"
target/release/dryrun --root "$thousand" accept -q
check=(target/release/dryrun --root "$thousand" check)
mdbook=2000
if [ -x target/tools/bin/mdbook ]; then
  mdbook=$(median 3 target/tools/bin/mdbook build "$thousand")
  printf '%-44s %9s ms\n' "1,000 examples, rendered by mdBook, not run" "$mdbook"
fi
judge "1,000 examples, all run" "$mdbook" "$(median 3 "${check[@]}" --no-cache)"
"${check[@]}" >/dev/null
judge "1,000 examples, nothing changed" 300 "$(median 3 "${check[@]}")"

if [ -x target/debug/dryrun ]; then
  judge "dryrun check, dev profile" 2000 "$(median 3 target/debug/dryrun check --no-cache)"
fi
