provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_security_group_rule" "r" {
  type              = "in"
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  security_group_id = "sg-1"
}
resource "aws_ecs_service" "s" {
  name            = "s"
  launch_type     = "LAMBDA"
  network_configuration { security_groups = ["a"] }
}
resource "aws_ecs_task_definition" "t" {
  family                   = "t t"
  container_definitions    = "[{"
  requires_compatibilities = ["CLOUD"]
  network_mode             = "vpc"
}
resource "aws_dynamodb_table" "t" {
  name     = "t"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
resource "aws_api_gateway_method" "m" {
  rest_api_id   = "a"
  resource_id   = "b"
  http_method   = "FETCH"
  authorization = "SOME"
}
resource "aws_efs_file_system" "e" {
  performance_mode = "fast"
  lifecycle_policy { transition_to_ia = "AFTER_2_DAYS" }
}
resource "aws_cloudwatch_metric_alarm" "a" {
  alarm_name          = "a"
  comparison_operator = "Greater"
  evaluation_periods  = 1
}
