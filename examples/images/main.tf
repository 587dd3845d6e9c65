variable "region" {
  type    = string
  default = "eu-west-1"
}

variable "images" {
  type = map(string)

  default = {
    eu-west-1 = "ami-0aaaaaaaaaaaaaaaa"
    us-west-2 = "ami-0bbbbbbbbbbbbbbbb"
  }
}

output "image" {
  value = var.images[var.region]
}
