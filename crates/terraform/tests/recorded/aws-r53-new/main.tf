provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_route53_zone" "z" { name = "Example.COM." }
resource "aws_route53_record" "www" {
  zone_id = aws_route53_zone.z.zone_id
  name    = "WWW"
  type    = "CNAME"
  ttl     = 300
  records = ["a.example.net"]
}
resource "aws_route53_record" "apex" {
  zone_id = aws_route53_zone.z.zone_id
  name    = ""
  type    = "A"
  alias {
    name                   = "dualstack.X.elb.amazonaws.com"
    zone_id                = "Z35SXDOTRQ7X7K"
    evaluate_target_health = true
  }
}
resource "aws_route53_record" "w" {
  for_each       = { blue = 90, green = 10 }
  zone_id        = aws_route53_zone.z.zone_id
  name           = "app"
  type           = "CNAME"
  ttl            = 60
  set_identifier = each.key
  records        = ["${each.key}.example.net"]
  weighted_routing_policy { weight = each.value }
}
resource "aws_acm_certificate" "c" {
  domain_name               = "example.com"
  subject_alternative_names = ["www.example.com"]
  validation_method         = "DNS"
  lifecycle { create_before_destroy = true }
}
resource "aws_acm_certificate_validation" "v" {
  certificate_arn = aws_acm_certificate.c.arn
}
