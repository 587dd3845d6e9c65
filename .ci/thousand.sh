#!/usr/bin/env bash
# Writes a book of 1,000 mixed examples to a folder: .ci/thousand.sh FOLDER. Nothing is recorded yet: run `dryrun accept`.
set -euo pipefail
to=$1
mkdir -p "$to/src"
printf '[book]\ntitle = "A thousand examples"\n\n[build]\nbuild-dir = "target"\n' >"$to/book.toml"
printf '# Summary\n\n' >"$to/src/SUMMARY.md"

machine() { # a task that is retried, a choice, a map
  cat <<B
A shop sells $1 things. **0**<!-- =shop-$1.default.states.Charge.attempts --> attempts were made.

\`\`\`json asl id=shop-$1
{
  "QueryLanguage": "JSONata",
  "StartAt": "Price",
  "States": {
    "Price": { "Type": "Map", "Items": "{% \$states.input.items %}", "Next": "Dear",
      "ItemProcessor": { "StartAt": "Each", "States": { "Each": { "Type": "Pass", "Output": "{% \$states.input.price * $1 %}", "End": true } } },
      "Assign": { "total": "{% \$sum(\$states.result) %}" } },
    "Dear": { "Type": "Choice", "Choices": [{ "Condition": "{% \$total > 1000 %}", "Next": "Charge" }], "Default": "Cheap" },
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
      "Arguments": { "FunctionName": "charge", "Payload": { "total": "{% \$total %}" } },
      "Retry": [{ "ErrorEquals": ["Lambda.TooManyRequestsException"], "IntervalSeconds": 2, "BackoffRate": 2 }],
      "End": true },
    "Cheap": { "Type": "Succeed" }
  }
}
\`\`\`

\`\`\`json input of=shop-$1
{ "items": [{ "price": 1 }, { "price": $((1000 / $1 + 1)) }] }
\`\`\`

<!-- dryrun: mocks of=shop-$1
{ "Charge": { "0-1": { "Throw": { "Error": "Lambda.TooManyRequestsException", "Cause": "slow down" } }, "2": { "Return": { "Payload": { "paid": true } } } } }
-->

\`\`\`json output of=shop-$1
\`\`\`

\`\`\`text trace of=shop-$1
\`\`\`

B
}

paths() { # JSONPath, an intrinsic function, a failure that is shown
  cat <<B
\`\`\`json asl id=paths-$1
{
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Parameters": { "n.\$": "States.ArrayLength(\$.list)", "id": $1 }, "ResultPath": "\$.count", "Next": "Enough" },
    "Enough": { "Type": "Choice", "Choices": [{ "Variable": "\$.count.n", "NumericGreaterThan": 3, "Next": "Wait" }], "Default": "TooFew" },
    "Wait": { "Type": "Wait", "Seconds": $1, "Next": "Done" },
    "Done": { "Type": "Succeed", "OutputPath": "\$.count" },
    "TooFew": { "Type": "Fail", "Error": "TooFew", "Cause": "only a few" }
  }
}
\`\`\`

\`\`\`json input of=paths-$1 case=many
{ "list": [1, 2, 3, 4, 5] }
\`\`\`

\`\`\`json input of=paths-$1 case=few
{ "list": [1] }
\`\`\`

\`\`\`json output of=paths-$1 case=many
\`\`\`

\`\`\`json error of=paths-$1 case=few
\`\`\`

B
}

servers() { # a plan of AWS resources, and a step that changes it
  cat <<B
\`\`\`hcl tf id=servers-$1
variable "names" {
  type    = set(string)
  default = ["blue", "green"]
}

locals {
  tags = { Team = "team-$1", Count = length(var.names) }
}

resource "aws_instance" "server" {
  for_each      = var.names
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  tags          = merge(local.tags, { Name = "\${each.key}-$1" })
}

output "names" {
  value = [for name in var.names : upper(name)]
}
\`\`\`

\`\`\`text plan of=servers-$1
\`\`\`

\`\`\`hcl tf id=larger-$1 base=servers-$1 after=servers-$1
variable "names" {
  type    = set(string)
  default = ["blue", "green", "red"]
}
\`\`\`

\`\`\`text plan of=larger-$1
\`\`\`

B
}

bucket() { # a plan of other resources, a mistake that is shown, expressions
  cat <<B
\`\`\`hcl tf id=bucket-$1
resource "aws_s3_bucket" "logs" {
  bucket = "logs-$1"
}

resource "aws_iam_policy" "read" {
  name   = "read-$1"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "\${aws_s3_bucket.logs.arn}/*" }] })
}
\`\`\`

\`\`\`text plan of=bucket-$1
\`\`\`

\`\`\`console tf of=bucket-$1
> cidrsubnet("10.0.0.0/8", 8, $1)
> [for n in range(3) : n * $1]
\`\`\`

\`\`\`console jsonata
> \$sum([1..$1])
\`\`\`

B
}

mistake() {
  cat <<B
\`\`\`hcl tf id=mistake-$1
resource "aws_instance" "web" {
  ami          = "ami-0123456789abcdef0"
  instancetype = "t3.micro"
}
\`\`\`

\`\`\`text diagnostics of=mistake-$1
\`\`\`

B
}

# 100 chapters of ten examples: four machines, two pairs of steps, one more plan, one mistake.
number=0
for chapter in $(seq 100); do
  file=$(printf 'chapter-%03d.md' "$chapter")
  printf -- '- [Chapter %s](%s)\n' "$chapter" "$file" >>"$to/src/SUMMARY.md"
  {
    printf '# Chapter %s\n\n' "$chapter"
    for _ in 1 2; do
      number=$((number + 1))
      machine $number
      paths $number
      servers $number
    done
    bucket $number
    mistake $number
  } >"$to/src/$file"
done
