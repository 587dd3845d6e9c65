variable "values" { type = map(string) }
resource "aws_ssm_parameter" "p" {
  for_each = var.values
  name     = "/x/${each.key}"
  type     = "String"
  value    = each.value
}
