provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_ecr_repository" "r" {
  name = "r"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration { scan_on_push = true }
}
resource "aws_ecr_lifecycle_policy" "l" {
  repository = aws_ecr_repository.r.name
  policy = jsonencode({ rules = [{ rulePriority = 1, selection = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 20 }, action = { type = "expire" } }] })
}
resource "aws_ecs_cluster" "c" {
  name = "c"
  setting {
    name = "containerInsights"
    value = "enabled"
  }
}
resource "aws_ecs_task_definition" "t" {
  family = "t"
  requires_compatibilities = ["FARGATE"]
  network_mode = "awsvpc"
  cpu = 512
  memory = 512
  container_definitions = jsonencode([{ name = "a", image = "nginx:2", essential = true }])
}
resource "aws_ecs_service" "s" {
  name = "s"
  cluster = aws_ecs_cluster.c.id
  task_definition = aws_ecs_task_definition.t.arn
  desired_count = 2
  launch_type = "FARGATE"
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
  }
  load_balancer {
    target_group_arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/t/0123456789abcdef"
    container_name = "a"
    container_port = 81
  }
}
resource "aws_ecs_capacity_provider" "cp" {
  name = "cp"
  auto_scaling_group_provider {
    auto_scaling_group_arn = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:x:autoScalingGroupName/a"
    managed_scaling {
      status = "ENABLED"
      target_capacity = 90
    }
  }
}
resource "aws_eks_cluster" "e" {
  name = "e"
  role_arn = "arn:aws:iam::123456789012:role/r"
  version = "1.30"
  vpc_config {
    subnet_ids = ["subnet-1", "subnet-2"]
    endpoint_private_access = true
  }
  enabled_cluster_log_types = ["api", "audit"]
}
resource "aws_eks_node_group" "n" {
  cluster_name = aws_eks_cluster.e.name
  node_group_name = "n"
  node_role_arn = "arn:aws:iam::123456789012:role/r"
  subnet_ids = ["subnet-1"]
  instance_types = ["t3.large"]
  scaling_config {
    desired_size = 1
    max_size = 3
    min_size = 1
  }
}
resource "aws_eks_addon" "a" {
  cluster_name = aws_eks_cluster.e.name
  addon_name = "vpc-cni"
  addon_version = "v1.19.0-eksbuild.1"
}
resource "aws_service_discovery_private_dns_namespace" "d" {
  name = "x.local"
  vpc = "vpc-1"
  description = "b"
}
resource "aws_batch_job_definition" "j" {
  name = "j"
  type = "container"
  container_properties = jsonencode({ image = "busybox:2", command = ["ls"], resourceRequirements = [{ type = "VCPU", value = "1" }, { type = "MEMORY", value = "512" }] })
}
resource "aws_apprunner_service" "ar" {
  service_name = "ar"
  source_configuration {
    image_repository {
      image_identifier = "public.ecr.aws/x/y:2"
      image_repository_type = "ECR_PUBLIC"
    }
    auto_deployments_enabled = false
  }
}
