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
  default   = "correct-horse"
}
resource "aws_db_subnet_group" "db" {
  name       = "db"
  subnet_ids = ["subnet-a", "subnet-b"]
}
resource "aws_db_parameter_group" "pg" {
  name   = "pg16"
  family = "postgres16"
  parameter {
    name  = "log_connections"
    value = "1"
  }
  parameter {
    name         = "shared_buffers"
    value        = "16384"
    apply_method = "pending-reboot"
  }
}
resource "aws_db_instance" "db" {
  identifier             = "app"
  engine                 = "postgres"
  engine_version         = "16.3"
  instance_class         = "db.t4g.micro"
  allocated_storage      = 20
  max_allocated_storage  = 100
  db_name                = "app"
  username               = "app"
  password               = var.password
  db_subnet_group_name   = aws_db_subnet_group.db.name
  parameter_group_name   = aws_db_parameter_group.pg.name
  vpc_security_group_ids = ["sg-1"]
  storage_encrypted      = true
  skip_final_snapshot    = true
  backup_window          = "03:00-04:00"
  maintenance_window     = "Mon:04:30-Mon:05:30"
}
resource "aws_db_instance" "replica" {
  identifier          = "app-replica"
  replicate_source_db = aws_db_instance.db.identifier
  instance_class      = "db.t4g.micro"
  skip_final_snapshot = true
}
resource "aws_secretsmanager_secret" "db" {
  name                    = "db"
  recovery_window_in_days = 0
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
