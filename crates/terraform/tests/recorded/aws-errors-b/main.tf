provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_instance" "a" {
  instance_type = "t3.micro"
  root_block_devices { volume_size = 10 }
}
resource "aws_security_group" "g" {
  name = "g"
  ingress {
    from_port = 80
    protocol  = "tcp"
  }
}
resource "aws_lb" "l" {
  name               = "internal-thing"
  load_balancer_type = "classic"
  subnets            = "subnet-1"
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "not-an-arn"
  runtime       = "python2"
  memory_size   = 64
  timeout       = 1000
}
resource "aws_db_instance" "d" {
  instance_class = "db.t3.micro"
  engine         = "mysql"
  identifier     = "My_DB"
  monitoring_interval = 7
}
