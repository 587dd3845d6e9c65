resource "terraform_data" "s" {
  input = toset(["b", "c", "d", "e"])
}
resource "terraform_data" "so" {
  input = toset([{ n = 1, v = "x" }, { n = 2, v = "z" }, { n = 3, v = null }])
}
resource "terraform_data" "m" {
  input = tomap({ a = "1", b = "two", d = "4" })
}
resource "terraform_data" "l" {
  input = tolist([0, 1, 2, 3, 5, 6, 8, 9])
}
resource "terraform_data" "lo" {
  input = [{ k = "new", v = [] }, { k = "a", v = [1, 2, 3] }, { k = "b", v = null }]
}
resource "terraform_data" "mm" {
  input = { x = { y = { z = 1, w = 3 } }, q = ["a", "b"], r = true }
}
