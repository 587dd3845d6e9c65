resource "aws_ecs_cluster" "c" {
  name = "my cluster"
  setting {
    name  = "containerinsights"
    value = "on"
  }
}

resource "aws_ecs_task_definition" "t" {
  family                   = "my family"
  container_definitions    = jsonencode({ name = "web", image = "nginx" })
  network_mode             = "vpc"
  requires_compatibilities = ["FARGATE_SPOT"]
}

resource "aws_ecs_service" "s" {
  name                = "s"
  task_definition     = "t"
  launch_type         = "fargate"
  scheduling_strategy = "daemon"
  deployment_controller {
    type = "ROLLING"
  }
  load_balancer {
    container_name = "web"
    container_port = 99999
  }
  network_configuration {
    assign_public_ip = true
  }
}

resource "aws_ecr_repository" "r" {
  name                 = "A"
  image_tag_mutability = "mutable"
  encryption_configuration {
    encryption_type = "kms"
  }
}

resource "aws_ecr_lifecycle_policy" "l" {
  repository = "r"
  policy     = "rules"
}

resource "aws_eks_cluster" "k" {
  name     = "my_cluster!"
  role_arn = "role"
  vpc_config {
    subnet_ids = ["subnet-1", "subnet-2"]
    public_access_cidrs = ["anywhere"]
  }
  enabled_cluster_log_types = ["apis"]
  kubernetes_network_config {
    service_ipv4_cidr = "8.8.8.0/24"
    ip_family         = "ipv5"
  }
}

resource "aws_eks_node_group" "n" {
  cluster_name  = "k"
  node_role_arn = "arn:aws:iam::123456789012:role/n"
  subnet_ids    = ["subnet-1"]
  ami_type      = "AL2"
  capacity_type = "spot"
  scaling_config {
    desired_size = -1
    max_size     = 0
    min_size     = 0
  }
  launch_template {
    id      = "my-template"
    version = "1"
  }
  update_config {
    max_unavailable            = 1
    max_unavailable_percentage = 50
  }
}

resource "aws_appautoscaling_target" "t" {
  max_capacity       = 4
  min_capacity       = 1
  resource_id        = "service/a/b"
  scalable_dimension = "ecs:service:Count"
  service_namespace  = "EC2"
}

resource "aws_appautoscaling_policy" "p" {
  name               = "p"
  policy_type        = "TargetTracking"
  resource_id        = "service/a/b"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "CPU"
    }
    target_value = "fifty"
  }
}

resource "aws_cloudfront_distribution" "d" {
  enabled     = true
  price_class = "PriceClass_50"
  origin {
    domain_name = "example.com"
    origin_id   = "o"
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https"
      origin_ssl_protocols   = ["TLSv1.3"]
    }
  }
  default_cache_behavior {
    allowed_methods        = ["GET"]
    cached_methods         = ["GET"]
    target_origin_id       = "o"
    viewer_protocol_policy = "https"
  }
  restrictions {
    geo_restriction {
      restriction_type = "allow"
    }
  }
  viewer_certificate {
    minimum_protocol_version = "TLSv1.4"
  }
}

resource "aws_route53_record" "r" {
  zone_id = "Z1"
  name    = "www"
  type    = "AAAAA"
  ttl     = 60
  records = ["1.2.3.4"]
  alias {
    name                   = "x"
    zone_id                = "Z2"
    evaluate_target_health = false
  }
}

resource "aws_wafv2_web_acl" "w" {
  name  = "w"
  scope = "GLOBAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "a b"
    sampled_requests_enabled   = true
  }
}
