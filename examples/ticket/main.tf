variable "title" {
  type    = string
  default = "Disk full"
}

resource "terraform_data" "ticket" {
  input = upper(var.title)
}

output "text" {
  value = terraform_data.ticket.output
}
