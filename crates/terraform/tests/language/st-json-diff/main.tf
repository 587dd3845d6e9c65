resource "terraform_data" "p" {
  input = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:Get", "s3:List", "s3:Put"], Resource = "*" },
      { Effect = "Deny", Action = "x", Resource = ["b"], Sid = "new" },
      { Effect = "Allow" },
    ]
    Empty = { now = true }
    Num   = 2
    Nested = { a = { b = { c = [1, [2, 4], "s"] } } }
  })
}
resource "terraform_data" "ws" {
  input = "{\"b\":[1,2],\"a\":1}"
}
resource "terraform_data" "arr" {
  input = "[1, 3, {\"x\": \"z\"}, null]"
}
resource "terraform_data" "tojson" {
  input = jsonencode({ a = [] })
}
resource "terraform_data" "fromjson" {
  input = "plain"
}
resource "terraform_data" "inlist" {
  input = ["{\"k\":\"w\"}", "x", "[]"]
}
resource "terraform_data" "multi" {
  input = "{\n  \"k\": \"w\"\n}\n"
}
output "j" {
  value = jsonencode({ a = 1 })
}
