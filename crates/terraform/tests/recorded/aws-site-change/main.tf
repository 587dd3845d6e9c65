variable "domain" {
  default = "example.org"
}
resource "aws_route53_zone" "z" {
  name    = var.domain
  comment = "the site"
}
resource "aws_acm_certificate" "c" {
  domain_name               = var.domain
  subject_alternative_names = ["www.${var.domain}", "api.${var.domain}"]
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
  runtime = "cloudfront-js-1.0"
  code    = "function handler(event) { return event.request; }"
}
resource "aws_cloudfront_cache_policy" "p" {
  name        = "short"
  default_ttl = 60
  max_ttl     = 600
  min_ttl     = 0
  parameters_in_cache_key_and_forwarded_to_origin {
    cookies_config {
      cookie_behavior = "none"
    }
    headers_config {
      header_behavior = "whitelist"
      headers {
        items = ["Accept", "Origin"]
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
      frame_option = "SAMEORIGIN"
      override     = true
    }
  }
}
resource "aws_wafv2_ip_set" "i" {
  name               = "blocked"
  scope              = "CLOUDFRONT"
  ip_address_version = "IPV4"
  addresses          = ["192.0.2.0/24", "198.51.100.0/24"]
}
resource "aws_wafv2_web_acl" "w" {
  name  = "site"
  scope = "CLOUDFRONT"
  default_action {
    allow {}
  }
  rule {
    name     = "blocked"
    priority = 2
    action {
      count {}
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
  runtime          = "python3.13"
  memory_size      = 512
  timeout          = 30
  reserved_concurrent_executions = 10
  tracing_config {
    mode = "Active"
  }
  vpc_config {
    subnet_ids         = ["subnet-1", "subnet-2"]
    security_group_ids = ["sg-1"]
  }
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.api.function_name
  function_version = "3"
  routing_config {
    additional_version_weights = { "3" = 0.2 }
  }
}
resource "aws_lambda_function_url" "u" {
  function_name      = aws_lambda_function.api.function_name
  authorization_type = "AWS_IAM"
  cors {
    allow_origins = ["*"]
    allow_methods = ["GET", "POST"]
    max_age       = 600
  }
}
resource "aws_apigatewayv2_api" "h" {
  name          = "http"
  protocol_type = "HTTP"
  cors_configuration {
    allow_origins = ["https://${var.domain}", "https://www.${var.domain}"]
  }
}
resource "aws_apigatewayv2_stage" "d" {
  api_id      = aws_apigatewayv2_api.h.id
  name        = "$default"
  auto_deploy = true
  default_route_settings {
    throttling_burst_limit = 100
    throttling_rate_limit  = 75
  }
}
resource "aws_apigatewayv2_authorizer" "j" {
  api_id           = aws_apigatewayv2_api.h.id
  authorizer_type  = "JWT"
  name             = "jwt"
  identity_sources = ["$request.header.Authorization"]
  jwt_configuration {
    audience = ["web", "mobile"]
    issuer   = "https://issuer.${var.domain}"
  }
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
      batch_size = 10
    }
  }
}
resource "aws_scheduler_schedule" "s" {
  name                = "every-night"
  schedule_expression = "cron(0 2 * * ? *)"
  flexible_time_window {
    mode = "OFF"
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
