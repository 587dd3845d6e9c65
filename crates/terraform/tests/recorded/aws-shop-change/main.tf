locals {
  name = "shop"
  tags = { App = local.name, Env = "stage", Team = "web" }
}
resource "aws_vpc" "v" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_support   = false
  enable_dns_hostnames = true
  tags                 = local.tags
}
resource "aws_subnet" "s" {
  for_each          = { a = 0, b = 1 }
  vpc_id            = aws_vpc.v.id
  cidr_block        = cidrsubnet(aws_vpc.v.cidr_block, 8, each.value)
  availability_zone = "us-east-1${each.key}"
  tags              = merge(local.tags, { Name = "${local.name}-${each.key}" })
}
resource "aws_network_interface" "n" {
  subnet_id   = aws_subnet.s["a"].id
  private_ips = ["10.20.0.10", "10.20.0.12"]
  tags        = local.tags
}
resource "aws_db_subnet_group" "d" {
  name       = local.name
  subnet_ids = [for s in aws_subnet.s : s.id]
}
resource "aws_rds_cluster" "c" {
  cluster_identifier      = local.name
  engine                  = "aurora-postgresql"
  engine_version          = "16.1"
  database_name           = "shop"
  master_username         = "app"
  manage_master_user_password = true
  db_subnet_group_name    = aws_db_subnet_group.d.name
  backup_retention_period = 14
  deletion_protection     = true
  preferred_backup_window = "03:00-04:00"
  skip_final_snapshot     = true
  serverlessv2_scaling_configuration {
    min_capacity = 0.5
    max_capacity = 8
  }
}
resource "aws_rds_cluster_instance" "i" {
  count              = 3
  identifier         = "${local.name}-${count.index}"
  cluster_identifier = aws_rds_cluster.c.id
  instance_class     = "db.r6g.large"
  engine             = aws_rds_cluster.c.engine
}
resource "aws_elasticache_replication_group" "r" {
  replication_group_id = local.name
  description          = "cache"
  engine               = "redis"
  node_type            = "cache.t4g.medium"
  num_cache_clusters   = 3
  automatic_failover_enabled = true
  at_rest_encryption_enabled = true
}
resource "aws_opensearch_domain" "o" {
  domain_name    = local.name
  engine_version = "OpenSearch_2.11"
  cluster_config {
    instance_type  = "t3.small.search"
    instance_count = 4
    zone_awareness_enabled = true
  }
  ebs_options {
    ebs_enabled = true
    volume_size = 40
    volume_type = "gp3"
  }
  encrypt_at_rest {
    enabled = true
  }
}
resource "aws_kinesis_stream" "k" {
  name        = "${local.name}-events"
  shard_count = 4
  retention_period = 48
  stream_mode_details {
    stream_mode = "PROVISIONED"
  }
}
resource "aws_kinesis_firehose_delivery_stream" "f" {
  name        = "${local.name}-archive"
  destination = "extended_s3"
  extended_s3_configuration {
    role_arn            = aws_iam_role.f.arn
    bucket_arn          = aws_s3_bucket.a.arn
    buffering_size      = 128
    compression_format  = "GZIP"
    prefix              = "raw/"
  }
  kinesis_source_configuration {
    kinesis_stream_arn = aws_kinesis_stream.k.arn
    role_arn           = aws_iam_role.f.arn
  }
}
resource "aws_iam_role" "f" {
  name        = "${local.name}-firehose"
  description = "delivers"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "firehose.amazonaws.com" } }]
  })
}
resource "aws_s3_bucket" "a" {
  bucket_prefix = "${local.name}-archive-"
  force_destroy = false
  tags          = local.tags
}
resource "aws_s3_bucket_lifecycle_configuration" "a" {
  bucket = aws_s3_bucket.a.id
  rule {
    id     = "tiers"
    status = "Enabled"
    filter {
      prefix = "events/"
    }
    transition {
      days          = 30
      storage_class = "STANDARD_IA"
    }
    expiration {
      days = 730
    }
  }
}
resource "aws_glue_catalog_database" "g" {
  name = local.name
}
resource "aws_athena_workgroup" "w" {
  name = local.name
  configuration {
    result_configuration {
      output_location = "s3://${local.name}-out/"
    }
  }
}
resource "aws_docdb_cluster" "d" {
  cluster_identifier = "${local.name}-docs"
  master_username    = "docs"
  master_password    = "battery-staple"
  backup_retention_period = 5
  skip_final_snapshot = true
}
resource "aws_mq_broker" "m" {
  broker_name        = local.name
  engine_type        = "RabbitMQ"
  engine_version     = "3.13"
  host_instance_type = "mq.m5.large"
  auto_minor_version_upgrade = true
  user {
    username = "app"
    password = "ThisIsASecret2"
  }
}
