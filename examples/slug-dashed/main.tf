variable "title" {
  type    = string
  default = "Out of Memory"
}

output "slug" {
  value = replace(lower(var.title), " ", "-")
}
