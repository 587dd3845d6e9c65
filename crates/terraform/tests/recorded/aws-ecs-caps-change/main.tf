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
    value = "disabled"
  }
}
resource "aws_ecs_cluster_capacity_providers" "cp" {
  cluster_name       = aws_ecs_cluster.c.name
  capacity_providers = ["FARGATE"]
}
resource "aws_ecr_repository" "r" {
  name = "r"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration { scan_on_push = false }
}
resource "aws_ecr_repository_policy" "p" {
  repository = aws_ecr_repository.r.name
  policy     = jsonencode({ Version = "2008-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = ["ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"] }] })
}
resource "aws_ecs_task_definition" "t" {
  family                   = "t"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions = jsonencode([{
    name = "app", image = "nginx:1.27", essential = true,
    portMappings = [{ containerPort = 80 }],
    environment = [{ name = "B", value = "2" }, { name = "A", value = "1" }]
  }])
}
resource "aws_service_discovery_private_dns_namespace" "ns" {
  name = "internal"
  vpc  = "vpc-1"
  description = "inside"
}
resource "aws_service_discovery_service" "sd" {
  name = "app"
  dns_config {
    namespace_id = aws_service_discovery_private_dns_namespace.ns.id
    dns_records {
      ttl  = 60
      type = "A"
    }
  }
  health_check_custom_config { failure_threshold = 1 }
}
resource "aws_ecs_service" "s" {
  name            = "s"
  cluster         = aws_ecs_cluster.c.id
  task_definition = aws_ecs_task_definition.t.arn
  desired_count   = 4
  launch_type     = "FARGATE"
  network_configuration {
    subnets          = ["subnet-1"]
    assign_public_ip = true
  }
  service_registries { registry_arn = aws_service_discovery_service.sd.arn }
}
