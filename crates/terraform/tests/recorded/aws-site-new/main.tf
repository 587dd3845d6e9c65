variable "domain" {
  default = "example.org"
}
resource "aws_route53_zone" "z" {
  name    = var.domain
  comment = "site"
}
resource "aws_acm_certificate" "c" {
  domain_name               = var.domain
  subject_alternative_names = ["www.${var.domain}"]
  validation_method         = "DNS"
  lifecycle {
    create_before_destroy = true
  }
}
resource "aws_route53_record" "v" {
  for_each = { for o in aws_acm_certificate.c.domain_validation_options : o.domain_name => o }
  zone_id  = aws_route53_zone.z.zone_id
  name     = each.value.resource_record_name
  type     = each.value.resource_record_type
  records  = [each.value.resource_record_value]
  ttl      = 60
}
resource "aws_acm_certificate_validation" "v" {
  certificate_arn         = aws_acm_certificate.c.arn
  validation_record_fqdns = [for r in aws_route53_record.v : r.fqdn]
}
resource "aws_cloudfront_function" "f" {
  name    = "redirect"
  runtime = "cloudfront-js-2.0"
  code    = "function handler(event) { return event.request; }"
}
resource "aws_cloudfront_cache_policy" "p" {
  name        = "short"
  default_ttl = 60
  max_ttl     = 300
  min_ttl     = 0
  parameters_in_cache_key_and_forwarded_to_origin {
    cookies_config {
      cookie_behavior = "none"
    }
    headers_config {
      header_behavior = "whitelist"
      headers {
        items = ["Accept"]
      }
    }
    query_strings_config {
      query_string_behavior = "all"
    }
  }
}
resource "aws_cloudfront_response_headers_policy" "h" {
  name = "secure"
  security_headers_config {
    content_type_options {
      override = true
    }
    frame_options {
      frame_option = "DENY"
      override     = true
    }
  }
}
resource "aws_wafv2_ip_set" "i" {
  name               = "blocked"
  scope              = "CLOUDFRONT"
  ip_address_version = "IPV4"
  addresses          = ["192.0.2.0/24"]
}
resource "aws_wafv2_web_acl" "w" {
  name  = "site"
  scope = "CLOUDFRONT"
  default_action {
    allow {}
  }
  rule {
    name     = "blocked"
    priority = 1
    action {
      block {}
    }
    statement {
      ip_set_reference_statement {
        arn = aws_wafv2_ip_set.i.arn
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "blocked"
      sampled_requests_enabled   = false
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "site"
    sampled_requests_enabled   = true
  }
}
resource "aws_lambda_function" "api" {
  function_name    = "api"
  role             = "arn:aws:iam::123456789012:role/api"
  s3_bucket        = "code"
  s3_key           = "api.zip"
  handler          = "main.handler"
  runtime          = "python3.12"
  memory_size      = 256
  reserved_concurrent_executions = 10
  tracing_config {
    mode = "Active"
  }
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = ["sg-1"]
  }
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.api.function_name
  function_version = "1"
  routing_config {
    additional_version_weights = { "2" = 0.1 }
  }
}
resource "aws_lambda_function_url" "u" {
  function_name      = aws_lambda_function.api.function_name
  authorization_type = "NONE"
  cors {
    allow_origins = ["*"]
    allow_methods = ["GET", "POST"]
    max_age       = 300
  }
}
resource "aws_apigatewayv2_api" "h" {
  name          = "http"
  protocol_type = "HTTP"
  cors_configuration {
    allow_origins = ["https://${var.domain}"]
  }
}
resource "aws_apigatewayv2_stage" "d" {
  api_id      = aws_apigatewayv2_api.h.id
  name        = "$default"
  auto_deploy = true
  default_route_settings {
    throttling_burst_limit = 100
    throttling_rate_limit  = 50
  }
}
resource "aws_apigatewayv2_authorizer" "j" {
  api_id           = aws_apigatewayv2_api.h.id
  authorizer_type  = "JWT"
  name             = "jwt"
  identity_sources = ["$request.header.Authorization"]
  jwt_configuration {
    audience = ["web"]
    issuer   = "https://issuer.${var.domain}"
  }
}
resource "aws_ses_domain_identity" "d" {
  domain = var.domain
}
resource "aws_sesv2_email_identity" "e" {
  email_identity = "mail.${var.domain}"
}
resource "aws_pipes_pipe" "p" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/pipe"
  source   = "arn:aws:sqs:us-east-1:123456789012:in"
  target   = "arn:aws:sqs:us-east-1:123456789012:out"
  source_parameters {
    sqs_queue_parameters {
      batch_size = 5
    }
  }
}
resource "aws_scheduler_schedule" "s" {
  name                = "nightly"
  schedule_expression = "cron(0 2 * * ? *)"
  flexible_time_window {
    mode                      = "FLEXIBLE"
    maximum_window_in_minutes = 15
  }
  target {
    arn      = aws_lambda_function.api.arn
    role_arn = "arn:aws:iam::123456789012:role/sched"
    input    = jsonencode({ job = "nightly" })
    retry_policy {
      maximum_retry_attempts = 2
    }
  }
}
