provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_dynamodb_table" "t" {
  name           = "t"
  billing_mode   = "PROVISIONED"
  read_capacity  = 5
  write_capacity = 5
  hash_key       = "id"
  range_key      = "at"
  attribute {
    name = "id"
    type = "S"
  }
  attribute {
    name = "at"
    type = "N"
  }
  attribute {
    name = "who"
    type = "S"
  }
  global_secondary_index {
    name            = "who"
    hash_key        = "who"
    projection_type = "ALL"
    read_capacity   = 1
    write_capacity  = 1
  }
  point_in_time_recovery { enabled = true }
}
resource "aws_dynamodb_table_item" "i" {
  table_name = aws_dynamodb_table.t.name
  hash_key   = aws_dynamodb_table.t.hash_key
  range_key  = aws_dynamodb_table.t.range_key
  item       = jsonencode({ at = { N = "1" }, id = { S = "a" }, x = { S = "y" } })
}
resource "aws_appautoscaling_target" "r" {
  max_capacity       = 20
  min_capacity       = 1
  resource_id        = "table/other"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  service_namespace  = "dynamodb"
}
resource "aws_appautoscaling_policy" "r" {
  name               = "r"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.r.resource_id
  scalable_dimension = aws_appautoscaling_target.r.scalable_dimension
  service_namespace  = aws_appautoscaling_target.r.service_namespace
  target_tracking_scaling_policy_configuration {
    predefined_metric_specification { predefined_metric_type = "DynamoDBReadCapacityUtilization" }
    target_value      = 60
    scale_in_cooldown = 30
  }
}
resource "aws_kinesis_stream" "k" {
  name             = "k"
  shard_count      = 2
  retention_period = 48
}
resource "aws_kinesis_firehose_delivery_stream" "f" {
  name        = "f"
  destination = "extended_s3"
  extended_s3_configuration {
    role_arn           = "arn:aws:iam::123456789012:role/f"
    bucket_arn         = "arn:aws:s3:::b"
    buffering_size     = 64
    compression_format = "GZIP"
  }
}
resource "aws_elasticache_replication_group" "e" {
  replication_group_id = "e"
  description          = "cache!"
  node_type            = "cache.t3.small"
  num_cache_clusters   = 3
  automatic_failover_enabled = true
}
resource "aws_elasticache_subnet_group" "g" {
  name       = "g"
  subnet_ids = ["subnet-1", "subnet-2"]
}
