provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_wafv2_ip_set" "bad" {
  name               = "bad"
  scope              = "REGIONAL"
  ip_address_version = "IPV4"
  addresses          = ["192.0.2.0/24", "198.51.100.0/24"]
}
resource "aws_wafv2_rule_group" "g" {
  name     = "g"
  scope    = "REGIONAL"
  capacity = 20
  rule {
    name     = "bad"
    priority = 1
    action {
      count {}
    }
    statement {
      ip_set_reference_statement { arn = aws_wafv2_ip_set.bad.arn }
    }
    visibility_config {
      cloudwatch_metrics_enabled = false
      metric_name                = "bad"
      sampled_requests_enabled   = false
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = false
    metric_name                = "g"
    sampled_requests_enabled   = false
  }
}
resource "aws_wafv2_web_acl" "w" {
  name  = "w"
  scope = "REGIONAL"
  description = "front"
  default_action {
    block {}
  }
  rule {
    name     = "common"
    priority = 5
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesCommonRuleSet"
        vendor_name = "AWS"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "common"
      sampled_requests_enabled   = true
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "w"
    sampled_requests_enabled   = true
  }
}
resource "aws_wafv2_web_acl_association" "a" {
  resource_arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/l/2"
  web_acl_arn  = aws_wafv2_web_acl.w.arn
}
resource "aws_wafv2_web_acl_logging_configuration" "l" {
  log_destination_configs = ["arn:aws:s3:::aws-waf-logs-x"]
  resource_arn            = aws_wafv2_web_acl.w.arn
  redacted_fields {
    single_header { name = "user-agent" }
  }
}
