provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_db_subnet_group" "s" {
  name       = "s"
  subnet_ids = ["subnet-1", "subnet-3"]
}
resource "aws_db_parameter_group" "p" {
  name   = "p"
  family = "postgres16"
  parameter {
    name  = "log_connections"
    value = "0"
  }
}
resource "aws_db_instance" "d" {
  identifier             = "d"
  allocated_storage      = 20
  engine                 = "postgres"
  engine_version         = "16.1"
  instance_class         = "db.t3.micro"
  username               = "u"
  password               = "secret34"
  db_subnet_group_name   = aws_db_subnet_group.s.name
  vpc_security_group_ids = ["sg-1"]
  skip_final_snapshot    = true
  backup_retention_period = 7
}
resource "aws_db_instance" "repl" {
  identifier             = "repl2"
  allocated_storage      = 10
  engine                 = "mysql"
  instance_class         = "db.t3.micro"
  username               = "u"
  manage_master_user_password = true
  storage_encrypted = true
  skip_final_snapshot    = true
}
resource "aws_rds_cluster" "c" {
  cluster_identifier  = "c"
  engine              = "aurora-postgresql"
  master_username     = "u"
  master_password     = "secret12"
  skip_final_snapshot = true
  serverlessv2_scaling_configuration {
    max_capacity = 2.0
    min_capacity = 0.5
  }
  deletion_protection = true
}
resource "aws_rds_cluster_instance" "ci" {
  identifier         = "ci"
  cluster_identifier = aws_rds_cluster.c.id
  instance_class     = "db.r5.large"
  engine             = aws_rds_cluster.c.engine
  engine_version     = aws_rds_cluster.c.engine_version
}
resource "aws_rds_cluster_parameter_group" "cp" {
  name   = "cp"
  family = "aurora-postgresql15"
  parameter {
    name  = "a"
    value = "2"
    apply_method = "pending-reboot"
  }
}
resource "aws_elasticache_subnet_group" "es" {
  name       = "es"
  subnet_ids = ["subnet-1", "subnet-2"]
}
resource "aws_elasticache_replication_group" "r" {
  replication_group_id = "r"
  description          = "b"
  node_type            = "cache.t3.micro"
  num_cache_clusters   = 3
  subnet_group_name    = aws_elasticache_subnet_group.es.name
  automatic_failover_enabled = true
  at_rest_encryption_enabled = true
}
resource "aws_elasticache_parameter_group" "ep" {
  name   = "ep"
  family = "redis7"
  parameter {
    name  = "activerehashing"
    value = "no"
  }
}
resource "aws_dynamodb_table" "t" {
  name         = "t"
  billing_mode = "PROVISIONED"
  read_capacity = 2
  write_capacity = 1
  hash_key     = "a"
  range_key    = "b"
  attribute {
    name = "a"
    type = "S"
  }
  attribute {
    name = "b"
    type = "N"
  }
  point_in_time_recovery { 
    enabled = true 
  }
  server_side_encryption { enabled = true }
  tags = { A = "1" }
}
resource "aws_docdb_cluster" "doc" {
  cluster_identifier = "doc"
  master_username = "u"
  master_password = "secret34"
  skip_final_snapshot = true
}
resource "aws_redshift_cluster" "r" {
  cluster_identifier = "r"
  node_type = "dc2.large"
  master_username = "u"
  master_password = "Secret34"
  skip_final_snapshot = true
  cluster_type = "single-node"
}
