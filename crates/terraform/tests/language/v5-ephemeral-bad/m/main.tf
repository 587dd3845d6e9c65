variable "plain" {
}
