provider "aws" {
  region = "us-west-2"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_ssmincidents_replication_set" "r" {
  region { name = "us-west-2" }
  tags = { a = "b" }
}
