provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_eip" "e" {
  count = 3
  domain = "vpc"
  tags = { N = count.index }
}
resource "aws_iam_user" "u" {
  for_each = toset(["a", "b"])
  name = each.key
}
resource "aws_iam_user_policy" "p" {
  for_each = aws_iam_user.u
  name = "p"
  user = each.value.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = each.value.arn }] })
}
resource "aws_sns_topic" "gone" {
  name = "gone"
  tags = { A = "1" }
}
resource "aws_dynamodb_table" "t" {
  name = "t"
  billing_mode = "PAY_PER_REQUEST"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
resource "aws_dynamodb_table_item" "i" {
  table_name = aws_dynamodb_table.t.name
  hash_key = aws_dynamodb_table.t.hash_key
  item = jsonencode({ id = { S = "1" } })
}
resource "aws_elasticache_cluster" "c" {
  cluster_id = "c"
  engine = "redis"
  node_type = "cache.t3.micro"
  num_cache_nodes = 1
  parameter_group_name = "default.redis7"
}
resource "aws_instance" "x" {
  ami = "ami-1"
  instance_type = "t3.micro"
  availability_zone = "us-east-1a"
  root_block_device {
    encrypted = false
    volume_size = 10
    tags = { A = "b" }
  }
  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 5
  }
  network_interface {
    network_interface_id = "eni-1"
    device_index = 0
  }
}
