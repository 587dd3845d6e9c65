variable "a" {
  type = string
  validation {
    condition     = length(var.a) > 3
    error_message = "short"
  }
}
variable "b" {
  type = number
  validation {
    condition     = var.b > var.zz
    error_message = "x"
  }
  validation {
    condition     = local.a
    error_message = "${var.b} x"
  }
  validation {
    condition     = true && var.b > 1
  }
  validation {
    error_message = "no condition"
  }
  validation {
    condition     = "str${var.b}"
    error_message = var.b
  }
}
variable "c" {
  type    = list(number)
  default = ["1", 2]
  validation {
    condition     = alltrue([for x in var.c : x > 0])
    error_message = "Lowercase no period"
  }
}
variable "d" {
  type    = object({ a = string })
  default = {}
}
variable "e" {
  type    = map(list(string))
  default = { a = "x" }
}
variable "f" {
  type    = tuple([string, number])
  default = ["a"]
}
variable "g" {
  type    = set(string)
  default = { a = 1 }
}
variable "h" {
  default = local.x
}
variable "i" {
  default = upper("x")
}
locals {
  a = true
}
