resource "terraform_data" "a" {
  input = { json = jsonencode({ Statement = [{ Effect = "Deny", Action = ["s3:Get*"], Resource = ["*"] }], Version = "2012-10-17" }), yaml = yamlencode({ a = 2, b = ["x", "y"] }), nums = jsonencode([1, 4, 3]), scalar = jsonencode("y") }
}
resource "terraform_data" "b" {
  input = "a\nB\nc"
}
resource "terraform_data" "c" {
  input = "trailing"
}
