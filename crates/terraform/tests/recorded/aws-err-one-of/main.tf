provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/x"
}
resource "aws_route53_record" "r" {
  zone_id = "Z"
  name    = "x"
  type    = "MXX"
}
resource "aws_ecs_service" "s" {
  name                = "s"
  launch_type         = "FARGATES"
  scheduling_strategy = "ALL"
  capacity_provider_strategy { capacity_provider = "x" }
}
resource "aws_launch_template" "t" {
  name        = "x"
  name_prefix = "y"
  placement { tenancy = "mine" }
  instance_market_options { market_type = "cheap" }
}
resource "aws_autoscaling_group" "g" {
  max_size             = 1
  min_size             = 0
  launch_configuration = "x"
  launch_template { id = "lt-1" }
  vpc_zone_identifier = ["subnet-1"]
  availability_zones  = ["us-east-1a"]
}
resource "aws_appautoscaling_policy" "p" {
  name               = "p"
  resource_id        = "r"
  scalable_dimension = "d"
  service_namespace  = "s"
  target_tracking_scaling_policy_configuration {
    target_value = 1
    predefined_metric_specification { predefined_metric_type = "X" }
    customized_metric_specification { metric_name = "m" }
  }
}
resource "aws_kms_key" "k" {
  key_usage               = "SIGN"
  deletion_window_in_days = 3
  policy                  = "{}x"
}
resource "aws_secretsmanager_secret" "s" {
  name                    = "s"
  name_prefix             = "t"
  recovery_window_in_days = 3
}
