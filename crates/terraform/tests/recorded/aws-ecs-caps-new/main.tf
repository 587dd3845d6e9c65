provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_ecs_cluster" "c" {
  name = "c"
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}
resource "aws_ecs_cluster_capacity_providers" "cp" {
  cluster_name       = aws_ecs_cluster.c.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
  default_capacity_provider_strategy {
    base              = 1
    weight            = 100
    capacity_provider = "FARGATE"
  }
}
resource "aws_ecr_repository" "r" {
  name = "r"
  image_scanning_configuration { scan_on_push = true }
}
resource "aws_ecr_repository_policy" "p" {
  repository = aws_ecr_repository.r.name
  policy     = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] }], Version = "2008-10-17" })
}
resource "aws_ecs_task_definition" "t" {
  family                   = "t"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions = jsonencode([{
    name = "app", image = "nginx", essential = true,
    portMappings = [{ containerPort = 80 }],
    environment = [{ name = "B", value = "2" }, { name = "A", value = "1" }]
  }])
}
resource "aws_service_discovery_private_dns_namespace" "ns" {
  name = "internal"
  vpc  = "vpc-1"
}
resource "aws_service_discovery_service" "sd" {
  name = "app"
  dns_config {
    namespace_id = aws_service_discovery_private_dns_namespace.ns.id
    dns_records {
      ttl  = 10
      type = "A"
    }
  }
  health_check_custom_config { failure_threshold = 1 }
}
resource "aws_ecs_service" "s" {
  name            = "s"
  cluster         = aws_ecs_cluster.c.id
  task_definition = aws_ecs_task_definition.t.arn
  desired_count   = 2
  launch_type     = "FARGATE"
  network_configuration { subnets = ["subnet-1"] }
  service_registries { registry_arn = aws_service_discovery_service.sd.arn }
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
}
