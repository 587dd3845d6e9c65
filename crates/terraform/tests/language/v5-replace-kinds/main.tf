resource "terraform_data" "trig" {
  triggers_replace = { a = 2, b = ["x", "y"] }
  input            = "in2"
}
resource "terraform_data" "cbd" {
  triggers_replace = null
  lifecycle {
    create_before_destroy = true
  }
}
resource "terraform_data" "flag" {
  input = "f"
}
resource "terraform_data" "many" {
  count = 2
  input = count.index
}
resource "terraform_data" "dep" {
  input = terraform_data.trig.id
}
resource "terraform_data" "rtb" {
  input = "r"
  lifecycle {
    replace_triggered_by = [terraform_data.trig.id, terraform_data.many]
  }
}
