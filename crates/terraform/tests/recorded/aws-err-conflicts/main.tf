provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_security_group" "s" {
  name        = "a"
  name_prefix = "b"
}
resource "aws_security_group_rule" "r" {
  type                     = "ingress"
  from_port                = 0
  to_port                  = 0
  protocol                 = "-1"
  security_group_id        = "sg-1"
  self                     = true
  source_security_group_id = "sg-2"
}
resource "aws_route53_record" "r" {
  zone_id = "Z1"
  name    = "x"
  type    = "A"
  ttl     = 60
  records = ["1.2.3.4"]
  alias {
    name                   = "y"
    zone_id                = "Z2"
    evaluate_target_health = true
  }
}
resource "aws_instance" "i" {
  ami              = "ami-1"
  instance_type    = "t3.micro"
  user_data        = "a"
  user_data_base64 = "YQ=="
  network_interface {
    device_index         = 0
    network_interface_id = "eni-1"
  }
  subnet_id = "subnet-1"
}
resource "aws_eip" "e" {
  instance          = "i-1"
  network_interface = "eni-1"
}
resource "aws_iam_user_policy" "p" {
  user        = "u"
  name        = "a"
  name_prefix = "b"
  policy      = "{}"
}
