provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_rds_cluster" "c" {
  cluster_identifier      = "c"
  engine                  = "aurora-mysql"
  engine_version          = "8.0.mysql_aurora.3.05.2"
  master_username         = "admin"
  master_password         = "hunter23hunter"
  backup_retention_period = 7
  preferred_backup_window = "08:00-09:00"
  skip_final_snapshot     = true
  apply_immediately       = true
}
resource "aws_rds_cluster_instance" "i" {
  count              = 2
  identifier         = "c-${count.index}"
  cluster_identifier = aws_rds_cluster.c.id
  instance_class     = "db.r6g.xlarge"
  engine             = aws_rds_cluster.c.engine
}
resource "aws_rds_cluster_parameter_group" "p" {
  name   = "p"
  family = "aurora-mysql8.0"
  parameter {
    name  = "max_connections"
    value = "200"
  }
  parameter {
    name  = "character_set_server"
    value = "utf8"
  }
}
resource "aws_redshift_cluster" "r" {
  cluster_identifier  = "r"
  node_type           = "ra3.4xlarge"
  number_of_nodes     = 2
  master_username     = "root"
  master_password     = "Hunter2hunter2"
  skip_final_snapshot = true
}
resource "aws_docdb_cluster" "d" {
  cluster_identifier  = "d"
  master_username     = "root"
  master_password     = "hunter3hunter3"
  skip_final_snapshot = true
  storage_encrypted   = true
}
resource "aws_neptune_cluster" "n" {
  cluster_identifier                  = "n"
  skip_final_snapshot                 = true
  iam_database_authentication_enabled = true
}
resource "aws_opensearch_domain" "o" {
  domain_name = "odomain"
  cluster_config {
    instance_type  = "t3.small.search"
    instance_count = 2
  }
  ebs_options {
    ebs_enabled = true
    volume_size = 20
  }
  access_policies = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = ["*"] }, Action = ["es:*"], Resource = "*" }] })
}
resource "aws_mq_broker" "m" {
  broker_name        = "m"
  engine_type        = "ActiveMQ"
  engine_version     = "5.18"
  host_instance_type = "mq.m5.large"
  user {
    username = "user"
    password = "password-is-longer"
  }
}
resource "aws_msk_cluster" "k" {
  cluster_name           = "k"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 6
  broker_node_group_info {
    instance_type   = "kafka.m5.large"
    client_subnets  = ["subnet-1", "subnet-2", "subnet-3"]
    security_groups = ["sg-1"]
  }
}
