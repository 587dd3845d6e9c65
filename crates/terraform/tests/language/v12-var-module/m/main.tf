variable "name" {
  type     = string
  nullable = false
  validation {
    condition     = lower(var.name) == var.name
    error_message = "Name ${var.name} has capitals."
  }
}
variable "num" {
  type = number
}
variable "obj" {
  type = object({ a = string })
}
variable "list" {
  type = list(string)
}
variable "port" {
  type = number
  validation {
    condition     = var.port < 65536
    error_message = "Port too big."
  }
}
variable "pair" {
  type = tuple([string, number])
}
variable "en" {
  type = bool
}
