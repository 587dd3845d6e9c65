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
  size              = 80
  type              = "gp3"
  iops              = 4000
  encrypted         = true
  tags              = { Name = "v" }
}
resource "aws_ebs_snapshot" "s" {
  volume_id   = aws_ebs_volume.v.id
  description = "t"
}
resource "aws_efs_file_system" "e" {
  creation_token   = "e"
  encrypted        = true
  throughput_mode  = "elastic"
  lifecycle_policy { transition_to_ia = "AFTER_60_DAYS" }
  lifecycle_policy { transition_to_primary_storage_class = "AFTER_1_ACCESS" }
}
resource "aws_efs_mount_target" "m" {
  count          = 3
  file_system_id = aws_efs_file_system.e.id
  subnet_id      = "subnet-${count.index}"
}
resource "aws_efs_access_point" "a" {
  file_system_id = aws_efs_file_system.e.id
  root_directory { path = "/other" }
}
resource "aws_elasticache_cluster" "c" {
  cluster_id           = "cache"
  engine               = "memcached"
  node_type            = "cache.t3.small"
  num_cache_nodes      = 3
  parameter_group_name = "default.memcached1.6"
}
resource "aws_elasticache_replication_group" "r" {
  replication_group_id       = "redis"
  description                = "redis 7"
  node_type                  = "cache.t3.small"
  num_node_groups            = 3
  replicas_per_node_group    = 1
  automatic_failover_enabled = true
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  snapshot_retention_limit   = 5
}
resource "aws_backup_vault" "v" { name = "vault-2" }
resource "aws_backup_plan" "p" {
  name = "daily"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.v.name
    schedule          = "cron(0 6 * * ? *)"
    lifecycle {
      cold_storage_after = 30
      delete_after       = 120
    }
  }
  rule {
    rule_name         = "weekly"
    target_vault_name = aws_backup_vault.v.name
    schedule          = "cron(0 6 ? * 1 *)"
  }
}
resource "aws_opensearch_domain" "o" {
  domain_name    = "logs"
  engine_version = "OpenSearch_2.13"
  cluster_config {
    instance_type  = "t3.medium.search"
    instance_count = 3
    zone_awareness_enabled = true
    zone_awareness_config { availability_zone_count = 3 }
  }
  ebs_options {
    ebs_enabled = true
    volume_size = 20
    volume_type = "gp3"
  }
  encrypt_at_rest { enabled = true }
}
