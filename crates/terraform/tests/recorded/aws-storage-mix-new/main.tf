provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_ebs_volume" "v" {
  availability_zone = "us-east-1a"
  size              = 40
  type              = "gp3"
  iops              = 3000
  throughput        = 125
  encrypted         = true
}
resource "aws_ebs_snapshot" "s" {
  volume_id   = aws_ebs_volume.v.id
  description = "s"
}
resource "aws_efs_file_system" "e" {
  creation_token = "e"
  encrypted      = true
  lifecycle_policy { transition_to_ia = "AFTER_30_DAYS" }
}
resource "aws_efs_mount_target" "m" {
  count          = 2
  file_system_id = aws_efs_file_system.e.id
  subnet_id      = "subnet-${count.index}"
}
resource "aws_efs_access_point" "a" {
  file_system_id = aws_efs_file_system.e.id
  posix_user {
    uid = 1000
    gid = 1000
  }
  root_directory {
    path = "/data"
    creation_info {
      owner_uid   = 1000
      owner_gid   = 1000
      permissions = "0755"
    }
  }
}
resource "aws_elasticache_cluster" "c" {
  cluster_id           = "cache"
  engine               = "memcached"
  node_type            = "cache.t3.micro"
  num_cache_nodes      = 2
  parameter_group_name = "default.memcached1.6"
}
resource "aws_elasticache_replication_group" "r" {
  replication_group_id       = "redis"
  description                = "redis"
  node_type                  = "cache.t3.small"
  num_node_groups            = 2
  replicas_per_node_group    = 1
  automatic_failover_enabled = true
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
}
resource "aws_backup_vault" "v" { name = "vault" }
resource "aws_backup_plan" "p" {
  name = "daily"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.v.name
    schedule          = "cron(0 5 * * ? *)"
    lifecycle { delete_after = 30 }
  }
}
resource "aws_backup_selection" "s" {
  name         = "sel"
  plan_id      = aws_backup_plan.p.id
  iam_role_arn = "arn:aws:iam::123456789012:role/b"
  selection_tag {
    type  = "STRINGEQUALS"
    key   = "Backup"
    value = "yes"
  }
}
resource "aws_opensearch_domain" "o" {
  domain_name    = "logs"
  engine_version = "OpenSearch_2.11"
  cluster_config {
    instance_type  = "t3.small.search"
    instance_count = 1
  }
  ebs_options {
    ebs_enabled = true
    volume_size = 10
  }
}
