provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_cloudfront_distribution" "c" {
  enabled = true
  default_cache_behavior {
    allowed_methods        = ["GET"]
    cached_methods         = ["GET"]
    target_origin_id       = "x"
    viewer_protocol_policy = "http"
  }
  viewer_certificate {}
  viewer_certificate {}
}
resource "aws_ecs_service" "s" {
  name = "s"
  network_configuration {
    subnets = []
  }
  load_balancer {
    container_port = 80
  }
}
resource "aws_codepipeline" "p" {
  name     = "p"
  role_arn = "arn:aws:iam::123456789012:role/p"
  artifact_store {
    location = "b"
    type     = "S4"
  }
  stage {
    name = "Source"
  }
}
