resource "aws_codebuild_project" "b" {
  name         = "build"
  service_role = "arn:aws:iam::123456789012:role/build"
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_MEDIUM"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"
    environment_variable {
      name  = "STAGE"
      value = "stage"
    }
  }
  source {
    type     = "GITHUB"
    location = "https://github.com/example/app.git"
  }
  logs_config {
    cloudwatch_logs {
      group_name = "build"
    }
  }
}
resource "aws_codepipeline" "p" {
  name     = "release"
  role_arn = "arn:aws:iam::123456789012:role/pipeline"
  artifact_store {
    location = "artifacts"
    type     = "S3"
  }
  stage {
    name = "Source"
    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      output_artifacts = ["src"]
      configuration = {
        ConnectionArn    = "arn:aws:codestar-connections:us-east-1:123456789012:connection/c"
        FullRepositoryId = "example/app"
        BranchName       = "release"
      }
    }
  }
  stage {
    name = "Build"
    action {
      name            = "Build"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["src"]
      configuration   = { ProjectName = aws_codebuild_project.b.name }
    }
  }
}
resource "aws_batch_compute_environment" "c" {
  compute_environment_name = "spot"
  type                     = "MANAGED"
  service_role             = "arn:aws:iam::123456789012:role/batch"
  compute_resources {
    type               = "FARGATE_SPOT"
    max_vcpus          = 32
    subnets            = ["subnet-1", "subnet-2"]
    security_group_ids = ["sg-1"]
  }
}
resource "aws_batch_job_queue" "q" {
  name     = "jobs"
  state    = "ENABLED"
  priority = 5
  compute_environment_order {
    order               = 1
    compute_environment = aws_batch_compute_environment.c.arn
  }
}
resource "aws_batch_job_definition" "j" {
  name = "job"
  type = "container"
  platform_capabilities = ["FARGATE"]
  container_properties = jsonencode({
    image   = "alpine"
    command = ["echo", "hi"]
    resourceRequirements = [{ type = "VCPU", value = "0.25" }, { type = "MEMORY", value = "512" }]
    executionRoleArn = "arn:aws:iam::123456789012:role/exec"
  })
}
resource "aws_cognito_user_pool" "u" {
  name                     = "people"
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  password_policy {
    minimum_length    = 16
    require_lowercase = true
    require_numbers   = true
  }
  schema {
    name                = "tenant"
    attribute_data_type = "String"
    mutable             = true
    string_attribute_constraints {
      max_length = "64"
    }
  }
}
resource "aws_cognito_user_pool_client" "w" {
  name         = "web"
  user_pool_id = aws_cognito_user_pool.u.id
  callback_urls = ["https://app.example.com/callback"]
  logout_urls   = ["https://app.example.com/bye"]
  allowed_oauth_flows = ["code"]
  allowed_oauth_scopes = ["openid"]
  allowed_oauth_flows_user_pool_client = true
  supported_identity_providers = ["COGNITO"]
}
resource "aws_guardduty_detector" "g" {
  enable                       = true
  finding_publishing_frequency = "ONE_HOUR"
}
resource "aws_config_config_rule" "r" {
  name = "encrypted"
  source {
    owner             = "AWS"
    source_identifier = "RDS_STORAGE_ENCRYPTED"
  }
}
resource "aws_cloudtrail" "t" {
  name                       = "trail"
  s3_bucket_name             = "logs"
  is_multi_region_trail      = false
  enable_log_file_validation = true
  event_selector {
    read_write_type = "All"
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3"]
    }
  }
}
resource "aws_budgets_budget" "m" {
  name         = "monthly"
  budget_type  = "COST"
  limit_amount = "250"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  notification {
    comparison_operator        = "GREATER_THAN"
    threshold                  = 90
    threshold_type             = "PERCENTAGE"
    notification_type          = "FORECASTED"
    subscriber_email_addresses = ["ops@example.com"]
  }
}
resource "aws_ssm_document" "d" {
  name            = "restart"
  document_type   = "Command"
  document_format = "YAML"
  content         = <<-EOT
    schemaVersion: "2.2"
    description: restart
    mainSteps:
      - action: aws:runShellScript
        name: restart
        inputs:
          runCommand: ["systemctl restart web"]
  EOT
}
resource "aws_ssm_maintenance_window" "w" {
  name     = "weekly"
  schedule = "cron(0 3 ? * SUN *)"
  duration = 4
  cutoff   = 1
}
resource "aws_backup_plan" "p" {
  name = "daily"
  rule {
    rule_name         = "daily"
    target_vault_name = "Default"
    schedule          = "cron(0 5 * * ? *)"
    lifecycle {
      delete_after = 35
    }
  }
}
resource "aws_fsx_lustre_file_system" "l" {
  storage_capacity = 2400
  subnet_ids       = ["subnet-1"]
  deployment_type  = "SCRATCH_2"
}
resource "aws_transfer_server" "s" {
  identity_provider_type = "SERVICE_MANAGED"
  protocols              = ["SFTP", "FTPS"]
  certificate            = "arn:aws:acm:us-east-1:123456789012:certificate/c"
}
resource "aws_msk_cluster" "k" {
  cluster_name           = "events"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 6
  broker_node_group_info {
    instance_type   = "kafka.m5.large"
    client_subnets  = ["subnet-1", "subnet-2", "subnet-3"]
    security_groups = ["sg-1"]
    storage_info {
      ebs_storage_info {
        volume_size = 200
      }
    }
  }
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS_PLAINTEXT"
    }
  }
}
resource "aws_lightsail_instance" "l" {
  name              = "tiny"
  availability_zone = "us-east-1a"
  blueprint_id      = "amazon_linux_2023"
  bundle_id         = "micro_3_0"
}
resource "aws_appsync_graphql_api" "a" {
  name                = "graph"
  authentication_type = "AWS_IAM"
  schema              = "type Query { hello: String }"
}
resource "aws_redshiftserverless_namespace" "n" {
  namespace_name = "dw"
}
resource "aws_sagemaker_notebook_instance" "n" {
  name          = "lab"
  role_arn      = "arn:aws:iam::123456789012:role/lab"
  instance_type = "ml.m5.xlarge"
}
