provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "terraform_data" "u" { input = "x" }

resource "aws_route_table" "r" {
  vpc_id = "vpc-1"
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = "igw-2"
  }
  route {
    cidr_block = "10.0.0.0/8"
    nat_gateway_id = terraform_data.u.id
  }
}
resource "aws_dynamodb_table" "t" {
  name = "t"
  hash_key = "a"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "a"
    type = "S"
  }
  attribute {
    name = "b"
    type = "N"
  }
  global_secondary_index {
    name = "i"
    hash_key = "b"
    projection_type = "ALL"
  }
  ttl { 
    attribute_name = "ttl"
    enabled = true
  }
}
resource "aws_ecs_task_definition" "d" {
  family = "f"
  container_definitions = jsonencode([{ name = "a", image = "nginx:2", essential = true, portMappings = [{ containerPort = 80 }] }])
  volume { name = "v2" }
}
resource "aws_s3_bucket_lifecycle_configuration" "l" {
  bucket = "b"
  rule {
    id = "one"
    status = "Enabled"
    filter { prefix = "x/" }
    expiration { days = 20 }
  }
  rule {
    id = "two"
    status = "Disabled"
    filter {}
    noncurrent_version_expiration { noncurrent_days = 3 }
  }
}
resource "aws_route53_record" "r" {
  zone_id = "Z1"
  name = "a.example.com"
  type = "A"
  ttl = 60
  records = ["10.0.0.1", "10.0.0.3"]
}
