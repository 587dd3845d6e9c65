resource "terraform_data" "c00" {
  input = [{"a" = 1}, {"a" = 9}, {"a" = 3}]
}

resource "terraform_data" "c01" {
  input = [{"a" = 0}, {"a" = 1}, {"a" = 2}]
}

resource "terraform_data" "c02" {
  input = [{"a" = 1}, {"a" = 3}]
}

resource "terraform_data" "c03" {
  input = [{"a" = 2, "b" = 1}, {"a" = 1, "b" = 1}]
}

resource "terraform_data" "c04" {
  input = [{"n" = "x", "v" = [1, 3]}, {"n" = "y", "v" = [4, 5]}, {"n" = "z", "v" = []}]
}

resource "terraform_data" "c05" {
  input = [1, {"a" = 2}, "y", "z"]
}

resource "terraform_data" "c06" {
  input = [[1, 2], [3, 5]]
}

resource "terraform_data" "c07" {
  input = [[1, 2], [3, 4], [5]]
}

resource "terraform_data" "c08" {
  input = [[3], [1], [2]]
}

resource "terraform_data" "c09" {
  input = [2, {"a" = 1}]
}

resource "terraform_data" "c10" {
  input = [{"c" = 3}, {"d" = 4}, {"e" = 5}]
}

resource "terraform_data" "c11" {
  input = [{"c" = 3}, {"z" = 1}]
}

resource "terraform_data" "c12" {
  input = [1, null]
}

resource "terraform_data" "c13" {
  input = []
}

resource "terraform_data" "c14" {
  input = [1, 2, 3, 40, 5, 6, 7, 8]
}

resource "terraform_data" "c15" {
  input = [0, 1, 2, 3, 4, 5, 6, 8]
}

resource "terraform_data" "c16" {
  input = [{"id" = 1, "x" = 1}, {"id" = 2, "x" = 20}, {"id" = 3, "x" = 3}]
}

