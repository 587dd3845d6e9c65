resource "terraform_data" "a" {
  input = toset([{ n = "a", v = 1 }, { n = "b", v = 3 }, { n = "d", v = 4 }])
}
resource "terraform_data" "b" {
  input = { s = toset(["x", "y"]), nested = toset([["a"], ["b", "c"]]), m = { k = toset([1, 2]) } }
}
resource "terraform_data" "c" {
  input            = "q"
  triggers_replace = toset(["a", "c"])
}
resource "terraform_data" "d" {
  input = tomap({ a = toset(["1"]), c = toset([]) })
}
