provider "aws" {
  region = "eu-central-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true

  default_tags {
    tags = { Env = "test", Owner = "ops" }
  }
}
resource "aws_sqs_queue" "q" { name = "q" }
resource "aws_sns_topic" "t" {
  name = "t"
  tags = { Env = "prod" }
}
resource "aws_instance" "i" {
  ami           = "ami-1"
  instance_type = "t3.nano"
  tags          = { Name = "i" }
  volume_tags   = { Name = "v" }
}
resource "aws_ssm_parameter" "p" {
  name  = "/p"
  type  = "SecureString"
  value = "s3cret"
}
resource "aws_autoscaling_group" "g" {
  name                = "g"
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = ["subnet-1"]
  launch_template {
    id      = "lt-1"
    version = "$Latest"
  }
  tag {
    key                 = "Name"
    value               = "g"
    propagate_at_launch = true
  }
}
