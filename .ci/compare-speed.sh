#!/usr/bin/env bash
# Plans the same AWS resources with terraform and with dryrun and compares the processor time of both. Needs terraform on
# the PATH and the AWS provider 5.100.0 where its configuration finds it (TF_CLI_CONFIG_FILE names a mirror).
# usage: .ci/compare-speed.sh [NUMBER=1000] [DRYRUN=target/release/dryrun]
set -euo pipefail
cd "$(dirname "$0")/.."
number=${1:-1000}
dryrun=$(realpath "${2:-target/release/dryrun}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# NUMBER resources of ten types, some of which refer to others
resources() {
  cat <<'HCL'
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}
provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
HCL
  awk -v number="$1" 'BEGIN {
    for (i = 0; i < number; i++) {
      n = int(i / 10); k = i % 10
      if (k == 0) printf "resource \"aws_security_group\" \"r%d\" {\n  name = \"g%d\"\n  ingress {\n    from_port = 443\n    to_port = 443\n    protocol = \"tcp\"\n    cidr_blocks = [\"10.0.0.0/8\"]\n  }\n}\n", n, n
      if (k == 1) printf "resource \"aws_instance\" \"r%d\" {\n  ami = \"ami-1\"\n  instance_type = \"t3.micro\"\n  vpc_security_group_ids = [aws_security_group.r%d.id]\n  tags = { Name = \"i%d\" }\n}\n", n, n, n
      if (k == 2) printf "resource \"aws_s3_bucket\" \"r%d\" {\n  bucket = \"b%d\"\n}\n", n, n
      if (k == 3) printf "resource \"aws_sqs_queue\" \"r%d\" {\n  name = \"q%d\"\n}\n", n, n
      if (k == 4) printf "resource \"aws_iam_role\" \"r%d\" {\n  name = \"role%d\"\n  assume_role_policy = jsonencode({ Version = \"2012-10-17\", Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRole\", Principal = { Service = \"lambda.amazonaws.com\" } }] })\n}\n", n, n
      if (k == 5) printf "resource \"aws_lambda_function\" \"r%d\" {\n  function_name = \"f%d\"\n  role = aws_iam_role.r%d.arn\n  package_type = \"Image\"\n  image_uri = \"x\"\n}\n", n, n, n
      if (k == 6) printf "resource \"aws_cloudwatch_log_group\" \"r%d\" {\n  name = \"/aws/lambda/${aws_lambda_function.r%d.function_name}\"\n  retention_in_days = 14\n}\n", n, n
      if (k == 7) printf "resource \"aws_sns_topic\" \"r%d\" {\n  name = \"t%d\"\n}\n", n, n
      if (k == 8) printf "resource \"aws_dynamodb_table\" \"r%d\" {\n  name = \"d%d\"\n  billing_mode = \"PAY_PER_REQUEST\"\n  hash_key = \"id\"\n  attribute {\n    name = \"id\"\n    type = \"S\"\n  }\n}\n", n, n
      if (k == 9) printf "resource \"aws_ebs_volume\" \"r%d\" {\n  availability_zone = \"us-east-1a\"\n  size = 10\n}\n", n
    }
  }'
}

# processor seconds of a command and all that it starts
cost() {
  local TIMEFORMAT='%U %S'
  { time "$@" >"$scratch/out" 2>"$scratch/err" || { cat "$scratch/err" >&2; exit 1; }; } 2>&1 | awk '{ printf "%.3f", $1 + $2 }'
}

mkdir "$scratch/terraform"
for size in "$number" $((number * 2)) $((number * 20)); do
  mkdir "$scratch/$size"
  resources "$size" >"$scratch/$size/main.tf"
  took=$(cost "$dryrun" plan "$scratch/$size")
  printf 'dryrun     %6d resources  %8s s\n' "$size" "$took"
  [ "$size" != "$number" ] || ours=$took
done

if command -v terraform >/dev/null; then
  cp "$scratch/$number/main.tf" "$scratch/terraform"
  cd "$scratch/terraform"
  export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 AWS_EC2_METADATA_DISABLED=true
  terraform init -input=false -no-color >/dev/null
  theirs=$(cost terraform plan -input=false -no-color -refresh=false)
  printf 'terraform  %6d resources  %8s s\n' "$number" "$theirs"
  awk -v ours="$ours" -v theirs="$theirs" 'BEGIN { printf "%.0f times the processor time\n", theirs / ours }'
fi
