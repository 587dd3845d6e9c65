variable "service" {
  type    = string
  default = "checkout"

  validation {
    condition     = can(regex("^[a-z-]+$", var.service))
    error_message = "A service is named with small letters and dashes."
  }
}

variable "stages" {
  type    = list(string)
  default = ["test", "live"]
}

output "names" {
  value = [for stage in var.stages : "${var.service}-${stage}"]
}
