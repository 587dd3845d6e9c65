provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
variable "password" {
  type      = string
  sensitive = true
  default   = "battery-staple"
}
resource "aws_db_subnet_group" "db" {
  name       = "db"
  subnet_ids = ["subnet-a", "subnet-b", "subnet-c"]
}
resource "aws_db_parameter_group" "pg" {
  name   = "pg16"
  family = "postgres16"
  parameter {
    name  = "log_connections"
    value = "0"
  }
}
resource "aws_db_instance" "db" {
  identifier             = "app"
  engine                 = "postgres"
  engine_version         = "16.4"
  instance_class         = "db.t4g.small"
  allocated_storage      = 30
  max_allocated_storage  = 100
  db_name                = "app"
  username               = "app"
  password               = var.password
  db_subnet_group_name   = aws_db_subnet_group.db.name
  parameter_group_name   = aws_db_parameter_group.pg.name
  vpc_security_group_ids = ["sg-1"]
  storage_encrypted      = true
  skip_final_snapshot    = true
  multi_az               = true
  backup_retention_period = 7
  maintenance_window     = "mon:04:30-mon:05:30"
}
resource "aws_db_instance" "replica" {
  identifier          = "app-replica-2"
  replicate_source_db = aws_db_instance.db.identifier
  instance_class      = "db.t4g.small"
  skip_final_snapshot = true
}
resource "aws_secretsmanager_secret" "db" {
  name                    = "db"
  recovery_window_in_days = 7
}
resource "aws_secretsmanager_secret_version" "db" {
  secret_id     = aws_secretsmanager_secret.db.id
  secret_string = jsonencode({ username = "app", password = var.password })
}
output "endpoint" { value = aws_db_instance.db.endpoint }
output "password" {
  value     = var.password
  sensitive = true
}
