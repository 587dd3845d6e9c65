provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_instance" "web" {
  count         = 2
  ami           = "ami-2"
  instance_type = "t3.micro"
  subnet_id     = "subnet-1"
  user_data     = templatefile("init.sh.tftpl", { port = 8080 })
  tags          = { Name = "web-${count.index}", Port = "8080" }
  root_block_device { volume_size = 16 }
  lifecycle { create_before_destroy = true }
}
resource "aws_eip" "web" {
  count    = 2
  instance = aws_instance.web[count.index].id
  domain   = "vpc"
}
resource "aws_key_pair" "k" {
  key_name   = "k"
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEXAMPLE2 user@host"
}
resource "aws_network_interface" "n" {
  subnet_id       = "subnet-1"
  private_ips     = ["10.0.0.10", "10.0.0.11"]
  security_groups = ["sg-1"]
}
resource "aws_instance" "ni" {
  ami           = "ami-1"
  instance_type = "t3.small"
  monitoring    = true
  network_interface {
    network_interface_id = aws_network_interface.n.id
    device_index         = 0
  }
}
