variable "x" { type = string default = "a" }
variable "y" { type = string, default = "a" }
variable "z" { type = string }
