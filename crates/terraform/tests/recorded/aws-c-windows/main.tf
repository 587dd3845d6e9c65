provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
variable "admin_password" {
  default = "p1"
  sensitive = true
}
data "aws_ami" "win" {
  most_recent = true
  owners = ["amazon"]
  filter {
    name = "name"
    values = [aws_key_pair.k.key_name]
  }
}
resource "aws_key_pair" "k" {
  key_name = "k"
  public_key = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ x"
}
resource "aws_instance" "w" {
  ami = "ami-1"
  instance_type = "t2.micro"
  key_name = aws_key_pair.k.key_name
  user_data = <<EOF
<powershell>
net user Administrator ${var.admin_password}
</powershell>
EOF
  connection {
    type = "winrm"
    user = "Administrator"
    password = var.admin_password
    host = self.public_ip
  }
  tags = { Name = "windows 2012" }
}
resource "aws_ssm_parameter" "pw" {
  name = "pw"
  type = "SecureString"
  value = var.admin_password
}
resource "aws_db_instance" "d" {
  identifier = "d"
  engine = "mysql"
  allocated_storage = 10
  instance_class = "db.t3.micro"
  username = "u"
  password = var.admin_password
  skip_final_snapshot = true
}
output "pw" {
  value = "pw is ${var.admin_password}"
  sensitive = true
}
output "ip" { value = aws_instance.w.public_ip }
