variable "any" {
  default = [1, "a", { x = true }]
}
