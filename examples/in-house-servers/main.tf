resource "aws_codedeploy_app" "shop" {
  name             = "shop"
  compute_platform = "Server"
}

resource "aws_codedeploy_deployment_group" "web" {
  app_name               = aws_codedeploy_app.shop.name
  deployment_group_name  = "web"
  service_role_arn       = "arn:aws:iam::123456789012:role/codedeploy"
  deployment_config_name = "CodeDeployDefault.HalfAtATime"

  ec2_tag_filter {
    key   = "role"
    type  = "KEY_AND_VALUE"
    value = "web"
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]
  }

  alarm_configuration {
    enabled = true
    alarms  = ["web-errors"]
  }
}
