variable "x" {
  description = "unclosed
  default     = 1
}
