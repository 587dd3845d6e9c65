provider "aws" {
  region = "eu-west-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true

  default_tags {
    tags = { Project = "x", Env = "test" }
  }
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
resource "aws_vpc" "a" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.a.id
  cidr_block = "10.0.1.0/24"
  tags       = { Name = "a", Env = "prod" }
}
resource "aws_s3_bucket" "us" {
  provider = aws.us
  bucket   = "us-bucket"
}
resource "aws_dynamodb_table" "t" {
  name         = "t"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  replica { region_name = "eu-central-1" }
}
data "aws_region" "here" {}
data "aws_region" "us" { provider = aws.us }
data "aws_partition" "p" {}
output "where" { value = [data.aws_region.here.name, data.aws_region.us.name, data.aws_partition.p.dns_suffix] }
resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.a.id
  service_name = "com.amazonaws.${data.aws_region.here.name}.s3"
}
