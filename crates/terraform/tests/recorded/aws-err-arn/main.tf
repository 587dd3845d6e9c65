provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
data "aws_arn" "a" { arn = "not:an:arn" }
data "aws_region" "r" { name = "mars-north-1" }
data "aws_service_principal" "s" { service_name = "s3" }
output "x" { value = data.aws_service_principal.s.suffixx }
