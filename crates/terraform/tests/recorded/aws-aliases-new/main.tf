terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region = "eu-west-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true

}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true

}
data "aws_region" "here" {}
data "aws_region" "there" { provider = aws.us }
data "aws_partition" "p" {}
data "aws_service_principal" "s3" { service_name = "s3" }
data "aws_arn" "a" { arn = "arn:aws:rds:eu-west-1:123456789012:db:mysql-db" }
data "aws_elb_service_account" "e" {}
data "aws_billing_service_account" "b" {}
data "aws_cloudtrail_service_account" "c" {}
data "aws_redshift_service_account" "r" { provider = aws.us }
data "aws_elb_hosted_zone_id" "z" {}
data "aws_lb_hosted_zone_id" "z" { load_balancer_type = "network" }
data "aws_s3_bucket" "none" {
  count = 0
  bucket = "x"
}
resource "aws_acm_certificate" "c" {
  provider          = aws.us
  domain_name       = "example.com"
  validation_method = "DNS"
  subject_alternative_names = ["*.example.com"]
}
resource "aws_s3_bucket" "b" { bucket = "b-${data.aws_region.here.name}" }
output "all" {
  value = [data.aws_region.here.description, data.aws_region.there.endpoint, data.aws_partition.p.dns_suffix, data.aws_service_principal.s3.name, data.aws_arn.a.resource, data.aws_elb_service_account.e.arn, data.aws_billing_service_account.b.arn, data.aws_cloudtrail_service_account.c.id, data.aws_redshift_service_account.r.arn, data.aws_elb_hosted_zone_id.z.id, data.aws_lb_hosted_zone_id.z.id]
}
output "fn" {
  value = [provider::aws::arn_parse("arn:aws:iam::444455556666:role/a/b"), provider::aws::arn_build("aws", "s3", "", "", "b/k"), provider::aws::trim_iam_role_path("arn:aws:iam::444455556666:role/with/path/example")]
}
