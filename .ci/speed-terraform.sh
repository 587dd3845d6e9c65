#!/usr/bin/env bash
# Plans the same configurations with the real terraform, where it is on the PATH, and with dryrun: processor seconds and
# peak memory of each, and the ratio. Usage: .ci/speed-terraform.sh [RESOURCES], after `cargo build --release -p dryrun`.
set -euo pipefail
cd "$(dirname "$0")/.."
dryrun="$PWD/target/release/dryrun"
count="${1:-1000}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export CHECKPOINT_DISABLE=1 TF_CLI_CONFIG_FILE=/dev/null

# independent, chain, each, modules: one configuration a folder.
mkdir -p "$work"/{independent,chain,each,modules/m}
for ((i = 0; i < count; i++)); do
  printf 'resource "terraform_data" "r%d" {\n  input = "value %d"\n}\n\n' "$i" "$i"
done > "$work/independent/main.tf"
{
  printf 'resource "terraform_data" "r0" {\n  input = 0\n}\n\n'
  for ((i = 1; i < count; i++)); do
    printf 'resource "terraform_data" "r%d" {\n  input = terraform_data.r%d.output\n}\n\n' "$i" "$((i - 1))"
  done
} > "$work/chain/main.tf"
cat > "$work/each/main.tf" <<TF
resource "terraform_data" "r" {
  for_each = toset([for i in setproduct(range(100), range($count / 100)) : "k\${i[0]}-\${i[1]}"])
  input    = each.key
}
output "all" {
  value = [for r in terraform_data.r : r.output]
}
TF
printf 'module "m" {\n  source = "./m"\n  count  = %d\n  i      = count.index\n}\n' "$count" > "$work/modules/main.tf"
printf 'variable "i" {\n}\nresource "terraform_data" "r" {\n  input = var.i\n}\n' > "$work/modules/m/main.tf"

# Processor seconds of a command, as the mean of N runs.
seconds() {
  local n=$1 TIMEFORMAT='%U %S'; shift
  { time for _ in $(seq "$n"); do "$@" > /dev/null 2>&1; done; } 2>&1 | awk -v n="$n" '{ printf "%.4f", ($1 + $2) / n }'
}
# Kilobytes that it takes.
memory() { /usr/bin/time -f '%M' "$@" 2>&1 > /dev/null | tail -n 1; }

printf '%-12s %10s %10s %12s %8s\n' folder 'dryrun s' 'dryrun kB' 'terraform s' ratio
for folder in independent chain each modules; do
  cd "$work/$folder"
  ours="$(seconds 20 "$dryrun" plan)"
  memory="$(memory "$dryrun" plan)"
  if command -v terraform > /dev/null; then
    if [ -d m ]; then terraform get > /dev/null; fi
    theirs="$(seconds 1 terraform plan -no-color)"
    ratio="$(awk -v a="$theirs" -v b="$ours" 'BEGIN { printf "%.0f", (b > 0 ? a / b : 0) }')"
  else
    theirs=- ratio=-
  fi
  printf '%-12s %10s %10s %12s %8s\n' "$folder" "$ours" "$memory" "$theirs" "$ratio"
done
