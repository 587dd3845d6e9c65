variable "source" {
}
variable "count" {
}
variable "bad-type" {
  type = strng
}
variable "t2" {
  type = list(string, number)
}
variable "t3" {
  type = object({ a = string, a = number })
}
variable "t4" {
  type = map()
}
variable "t5" {
  type = list
}
variable "t6" {
  type = object(string)
}
variable "t7" {
  type = tuple(string)
}
variable "t8" {
  type = optional(string)
}
variable "d1" {
  type    = number
  default = "abc"
}
variable "d2" {
  type     = string
  nullable = false
  default  = null
}
variable "d3" {
  type    = list(number)
  default = ["a", 1]
}
variable "d4" {
  type    = object({ a = optional(number, "x"), b = string })
  default = { b = 1 }
}
variable "v" {
  validation {
    condition     = true
    error_message = "Static."
  }
}
variable "v2" {
  description = 5
  sensitive   = "maybe"
  foo         = 1
  bar {
  }
}
variable "1x" {
}
variable {
}
variable "x" "y" {
}
