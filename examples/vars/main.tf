variable "stage" {
  description = "Where this is for"
  type        = string
  default     = "dev"
}

variable "replicas" {
  type    = number
  default = 2
}

variable "owners" {
  type    = list(string)
  default = ["ops"]
}

output "summary" {
  value = "${var.replicas} replicas in ${var.stage}, owned by ${join(", ", var.owners)}"
}
