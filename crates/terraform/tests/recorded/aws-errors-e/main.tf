provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_vpc" "v" {
  cidr_block       = "10.0.0.0/8"
  instance_tenancy = "shared"
}
resource "aws_elb" "e" {
  name = "e_e"
  listener {
    instance_port     = 0
    instance_protocol = "http"
    lb_port           = 80
    lb_protocol       = "tcp6"
  }
}
resource "aws_elasticache_cluster" "c" {
  cluster_id = "-c"
  engine     = "redis"
}
resource "aws_ebs_volume" "v" {
  size = 10
  type = "gp9"
}
resource "aws_eip" "e" {
  vpc    = true
  domain = "standard"
}
resource "aws_acm_certificate" "c" {
  domain_name       = "example.com."
  validation_method = "MAIL"
}
resource "aws_sns_topic" "t" {
  name        = "t"
  name_prefix = "u"
  fifo_topic  = "maybe"
}
resource "aws_secretsmanager_secret" "s" {
  recovery_window_in_days = 5
}
output "x" { value = aws_vpc.v.arn_ }
