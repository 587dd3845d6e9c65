provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_db_instance" "d" {
  instance_class = "db.t3.micro"
  identifier     = "-db--x-"
  backup_window  = "25:00-26:00"
  maintenance_window = "someday"
  allocated_storage = 5
}
resource "aws_elasticache_cluster" "c" {
  cluster_id     = "Cache"
  engine         = "mysql"
  node_type      = "cache.t3.micro"
  snapshot_window = "x"
}
resource "aws_lb_target_group" "t" {
  name     = "a_b"
  port     = 99999
  protocol = "FTP"
  health_check {
    interval = 1000
    path     = "x"
    protocol = "UDPX"
  }
}
resource "aws_eks_cluster" "k" {
  name     = "k k"
  role_arn = "x"
  vpc_config {
    subnet_ids          = ["s"]
    public_access_cidrs = ["1.2.3.4"]
  }
  enabled_cluster_log_types = ["apis"]
}
resource "aws_lambda_function" "f" {
  function_name = "a b"
  role          = "arn:aws:iam::1:role/x"
  architectures = ["x86"]
  handler       = "h"
  runtime       = "python3.12"
}
resource "aws_vpc_security_group_ingress_rule" "i" {
  security_group_id = "sg-1"
  ip_protocol       = "tcp"
  cidr_ipv4         = "10.0.0.1/8"
}
