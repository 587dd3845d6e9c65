variable "t" {
  default = true
}
