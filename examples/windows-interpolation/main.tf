variable "aws_region" {
  default = "us-west-2"
}

variable "aws_amis" {
  default = {
    us-east-1 = "ami-3f0c4628"
    us-west-2 = "ami-b871aad8"
  }
}

output "region" {
  value = "${var.aws_region}"
}

output "ami" {
  value = "${lookup(var.aws_amis, var.aws_region)}"
}
