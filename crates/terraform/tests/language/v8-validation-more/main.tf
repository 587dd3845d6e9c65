variable "port" {
  type = number
  validation {
    condition     = var.port > 0 && var.port < 65536
    error_message = "Port ${var.port} is out of range."
  }
  validation {
    condition     = var.port != 22
    error_message = "not ssh"
  }
}
variable "name" {
  type    = string
  default = "Bad Name"
  validation {
    condition     = can(regex("^[a-z]+$", var.name))
    error_message = <<-EOT
      The name "${var.name}" is bad.

        Use lower case letters:
          like "abc".
    EOT
  }
}
variable "null" {
  type    = string
  default = null
  validation {
    condition     = length(var.null) > 1
    error_message = "Too short."
  }
}
variable "unk" {
  default = "x"
  validation {
    condition     = "maybe"
    error_message = "Bad."
  }
}
variable "msg" {
  default = "x"
  validation {
    condition     = false
    error_message = [1]
  }
}
variable "sens" {
  default   = "secret"
  sensitive = true
  validation {
    condition     = var.sens == "x"
    error_message = "Got ${var.sens}."
  }
}
