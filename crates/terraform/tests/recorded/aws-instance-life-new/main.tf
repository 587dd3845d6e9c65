provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_instance" "web" {
  count         = 3
  ami           = "ami-1"
  instance_type = "t3.micro"
  subnet_id     = "subnet-1"
  user_data     = templatefile("init.sh.tftpl", { port = 80 })
  tags          = { Name = "web-${count.index}" }
  root_block_device { volume_size = 8 }
}
resource "aws_eip" "web" {
  count    = 3
  instance = aws_instance.web[count.index].id
  domain   = "vpc"
}
resource "aws_key_pair" "k" {
  key_name   = "k"
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEXAMPLE user@host"
}
resource "aws_spot_instance_request" "s" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  spot_price    = "0.01"
}
resource "aws_network_interface" "n" {
  subnet_id   = "subnet-1"
  private_ips = ["10.0.0.10"]
}
resource "aws_instance" "ni" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  network_interface {
    network_interface_id = aws_network_interface.n.id
    device_index         = 0
  }
}
resource "aws_ami_from_instance" "a" {
  name               = "a"
  source_instance_id = aws_instance.ni.id
}
