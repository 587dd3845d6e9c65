provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_route53_zone" "z" {
  name = "example.com"
  comment = "a"
}
resource "aws_route53_record" "r" {
  zone_id = aws_route53_zone.z.zone_id
  name = "www"
  type = "A"
  ttl = 300
  records = ["10.0.0.1"]
}
resource "aws_route53_record" "alias" {
  zone_id = aws_route53_zone.z.zone_id
  name = "x.example.com"
  type = "A"
  alias {
    name = "d.cloudfront.net"
    zone_id = "Z2FDTNDATAQYW2"
    evaluate_target_health = false
  }
}
resource "aws_route53_health_check" "h" {
  fqdn = "example.com"
  port = 443
  type = "HTTPS"
  resource_path = "/a"
  failure_threshold = 3
  request_interval = 30
}
resource "aws_acm_certificate" "c" {
  domain_name = "example.com"
  subject_alternative_names = ["*.example.com"]
  validation_method = "DNS"
  lifecycle { create_before_destroy = true }
}
resource "aws_acm_certificate_validation" "v" {
  certificate_arn = aws_acm_certificate.c.arn
}
resource "aws_cloudfront_distribution" "d" {
  enabled = true
  comment = "a"
  default_root_object = "index.html"
  aliases = ["www.example.com"]
  origin {
    domain_name = "b.s3.amazonaws.com"
    origin_id = "s3"
    origin_access_control_id = "E1"
  }
  default_cache_behavior {
    allowed_methods = ["GET", "HEAD"]
    cached_methods = ["GET", "HEAD"]
    target_origin_id = "s3"
    viewer_protocol_policy = "allow-all"
    forwarded_values {
      query_string = false
      cookies { forward = "none" }
    }
    min_ttl = 0
    default_ttl = 3600
    max_ttl = 86400
  }
  restrictions {
    geo_restriction { restriction_type = "none" }
  }
  viewer_certificate { cloudfront_default_certificate = true }
}
resource "aws_cloudfront_origin_access_control" "oac" {
  name = "oac"
  origin_access_control_origin_type = "s3"
  signing_behavior = "always"
  signing_protocol = "sigv4"
}
resource "aws_wafv2_ip_set" "i" {
  name = "i"
  scope = "REGIONAL"
  ip_address_version = "IPV4"
  addresses = ["10.0.0.0/8"]
}
resource "aws_api_gateway_rest_api" "a" {
  name = "a"
  description = "x"
}
resource "aws_api_gateway_resource" "ar" {
  rest_api_id = aws_api_gateway_rest_api.a.id
  parent_id = aws_api_gateway_rest_api.a.root_resource_id
  path_part = "x"
}
resource "aws_api_gateway_method" "am" {
  rest_api_id = aws_api_gateway_rest_api.a.id
  resource_id = aws_api_gateway_resource.ar.id
  http_method = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_deployment" "ad" {
  rest_api_id = aws_api_gateway_rest_api.a.id
  triggers = { redeployment = "1" }
  lifecycle { create_before_destroy = true }
}
resource "aws_api_gateway_stage" "as" {
  deployment_id = aws_api_gateway_deployment.ad.id
  rest_api_id = aws_api_gateway_rest_api.a.id
  stage_name = "prod"
  variables = { a = "1" }
}
resource "aws_apigatewayv2_api" "h" {
  name = "h"
  protocol_type = "HTTP"
  cors_configuration { allow_origins = ["*"] }
}
resource "aws_apigatewayv2_integration" "hi" {
  api_id = aws_apigatewayv2_api.h.id
  integration_type = "AWS_PROXY"
  integration_uri = "arn:aws:lambda:us-east-1:123456789012:function:f"
  payload_format_version = "2.0"
}
resource "aws_apigatewayv2_route" "hr" {
  api_id = aws_apigatewayv2_api.h.id
  route_key = "GET /x"
  target = "integrations/${aws_apigatewayv2_integration.hi.id}"
}
resource "aws_apigatewayv2_stage" "hs" {
  api_id = aws_apigatewayv2_api.h.id
  name = "$default"
  auto_deploy = true
}
