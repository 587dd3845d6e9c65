variable "branches" {
  type    = map(object({ size = optional(string, "t3.micro") }))
  default = {
    checkout = {}
    search   = { size = "t3.large" }
  }
}

resource "aws_instance" "dev" {
  for_each = var.branches

  ami           = "ami-0aaa1111"
  instance_type = each.value.size

  tags = {
    Name   = "dev-${each.key}"
    Branch = each.key
  }
}

output "sizes" {
  value = { for name, branch in var.branches : name => branch.size }
}
