resource "aws_s3_bucket" "b" {
  bucket        = "My_Bucket"
  bucket_prefix = "x"
  acl           = "public"
}

resource "aws_s3_bucket_versioning" "v" {
  bucket = aws_s3_bucket.b.id
  versioning_configuration {
    status = "enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "l" {
  bucket = "b"
  rule {
    id     = "r"
    status = "On"
    filter {}
    transition {
      days          = -1
      storage_class = "COLD"
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "e" {
  bucket = "b"
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES128"
    }
  }
}

resource "aws_dynamodb_table" "t" {
  name         = "t"
  billing_mode = "ON_DEMAND"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "STRING"
  }
  ttl {
    enabled = true
  }
}

resource "aws_db_instance" "d" {
  identifier        = "My--DB-"
  instance_class    = "db.t3.micro"
  engine            = "mysql"
  allocated_storage = "20GB"
  backup_retention_period = 40
  backup_window     = "3:00-4:00"
  maintenance_window = "Sunday"
  monitoring_interval = 20
}

resource "aws_rds_cluster" "c" {
  cluster_identifier = "1cluster"
  engine             = "aurora"
  backup_retention_period = 0
}

resource "aws_elasticache_cluster" "r" {
  cluster_id      = "Cache_1"
  engine          = "redis7"
  num_cache_nodes = 0
}

resource "aws_efs_file_system" "f" {
  performance_mode = "fast"
  throughput_mode  = "burst"
  lifecycle_policy {
    transition_to_ia = "AFTER_10_DAYS"
  }
}

resource "aws_sqs_queue" "q" {
  name                       = "q"
  visibility_timeout_seconds = 50000
  delay_seconds              = -1
  message_retention_seconds  = 10
  redrive_policy             = "dlq"
}

resource "aws_sns_topic_subscription" "s" {
  topic_arn = "topic"
  protocol  = "mail"
  endpoint  = "a@example.com"
}

resource "aws_kms_key" "k" {
  key_usage               = "ENCRYPT"
  deletion_window_in_days = 3
  policy                  = "{"
}

resource "aws_kms_alias" "a" {
  name          = "my-key"
  target_key_id = "k"
}

resource "aws_secretsmanager_secret" "s" {
  name                    = "a secret"
  recovery_window_in_days = 3
}

resource "aws_ssm_parameter" "p" {
  name = "/a"
  type = "Secret"
  tier = "standard"
}
