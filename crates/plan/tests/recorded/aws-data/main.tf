provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "terraform_data" "u" { input = "x" }

data "aws_iam_policy_document" "known" {
  statement { 
   actions = ["s3:*"]
   resources = ["*"]
  }
}
data "aws_iam_policy_document" "later" {
  statement { 
   actions = ["s3:*"]
   resources = [terraform_data.u.id, terraform_data.u.output]
   condition { 
     test = "StringEquals"
     variable = "x"
     values = [terraform_data.u.output]
   }
  }
}
data "aws_iam_policy_document" "pending" {
  depends_on = [terraform_data.u]
  statement { 
   actions = ["s3:*"]
   resources = ["*"]
  }
}
resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.known.json
}
resource "aws_iam_policy" "q" {
  policy = data.aws_iam_policy_document.later.json
}
