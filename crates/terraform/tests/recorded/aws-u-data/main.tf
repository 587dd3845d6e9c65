provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_codebuild_project" "cb" {
  name = "cb"
  service_role = "arn:aws:iam::123456789012:role/r"
  artifacts { type = "NO_ARTIFACTS" }
  environment {
    compute_type = "BUILD_GENERAL1_MEDIUM"
    image = "aws/codebuild/standard:7.0"
    type = "LINUX_CONTAINER"
    environment_variable {
      name = "A"
      value = "2"
    }
  }
  source {
    type = "GITHUB"
    location = "https://github.com/a/b.git"
    git_clone_depth = 1
  }
}
resource "aws_codepipeline" "cp" {
  name = "cp"
  role_arn = "arn:aws:iam::123456789012:role/r"
  artifact_store {
    location = "b"
    type = "S3"
  }
  stage {
    name = "Source"
    action {
      name = "Source"
      category = "Source"
      owner = "AWS"
      provider = "CodeStarSourceConnection"
      version = "1"
      output_artifacts = ["o"]
      configuration = { ConnectionArn = "arn:aws:codestar-connections:us-east-1:123456789012:connection/x", FullRepositoryId = "a/b", BranchName = "dev" }
    }
  }
  stage {
    name = "Build"
    action {
      name = "Build"
      category = "Build"
      owner = "AWS"
      provider = "CodeBuild"
      version = "1"
      input_artifacts = ["o"]
      configuration = { ProjectName = "cb" }
    }
  }
}
resource "aws_glue_catalog_database" "gd" {
  name = "gd2"
}
resource "aws_glue_catalog_table" "gt" {
  name = "gt"
  database_name = aws_glue_catalog_database.gd.name
  parameters = { a = "2" }
  storage_descriptor {
    location = "s3://b"
    columns {
      name = "c"
      type = "string"
    }
  }
}
resource "aws_glue_job" "gj" {
  name = "gj"
  role_arn = "arn:aws:iam::123456789012:role/r"
  glue_version = "4.0"
  worker_type = "G.1X"
  number_of_workers = 3
  command { script_location = "s3://b/b.py" }
}
resource "aws_athena_workgroup" "aw" {
  name = "aw"
  configuration {
    result_configuration { output_location = "s3://b/b/" }
  }
}
resource "aws_opensearch_domain" "os" {
  domain_name = "osd"
  engine_version = "OpenSearch_2.13"
  cluster_config {
    instance_type = "t3.small.search"
    instance_count = 2
  }
  ebs_options {
    ebs_enabled = true
    volume_size = 10
  }
}
resource "aws_msk_cluster" "mk" {
  cluster_name = "mk"
  kafka_version = "3.5.1"
  number_of_broker_nodes = 4
  broker_node_group_info {
    instance_type = "kafka.t3.small"
    client_subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
    storage_info {
      ebs_storage_info { volume_size = 200 }
    }
  }
}
resource "aws_ec2_transit_gateway" "tg" {
  description = "b"
}
resource "aws_ec2_transit_gateway_vpc_attachment" "ta" {
  subnet_ids = ["subnet-1", "subnet-2"]
  transit_gateway_id = aws_ec2_transit_gateway.tg.id
  vpc_id = "vpc-1"
}
resource "aws_customer_gateway" "cg" {
  bgp_asn = 65000
  ip_address = "172.83.124.11"
  type = "ipsec.1"
}
resource "aws_vpn_connection" "vc" {
  customer_gateway_id = aws_customer_gateway.cg.id
  type = "ipsec.1"
  vpn_gateway_id = "vgw-1"
  static_routes_only = true
}
resource "aws_dms_replication_instance" "dm" {
  replication_instance_id = "dm"
  replication_instance_class = "dms.t3.small"
  allocated_storage = 20
}
resource "aws_neptune_cluster" "ne" {
  cluster_identifier = "ne"
  skip_final_snapshot = true
  backup_retention_period = 5
}
resource "aws_transfer_server" "ts" {
  identity_provider_type = "SERVICE_MANAGED"
  protocols = ["SFTP", "FTPS"]
}
resource "aws_imagebuilder_component" "ic" {
  name = "ic"
  platform = "Linux"
  version = "1.0.1"
  data = yamlencode({ schemaVersion = 1.0, phases = [] })
}
resource "aws_elastic_beanstalk_environment" "eb" {
  name = "eb"
  application = "app"
  solution_stack_name = "64bit Amazon Linux 2023 v4.0.0 running Docker"
  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name = "InstanceType"
    value = "t3.small"
  }
}
