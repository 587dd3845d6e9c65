resource "terraform_data" "c00" {
  triggers_replace = ["b", "a", "c", "d", "e", "x"]
}

resource "terraform_data" "c01" {
  triggers_replace = ["b", "c", "a"]
}

resource "terraform_data" "c02" {
  triggers_replace = ["a", "c", "b"]
}

resource "terraform_data" "c03" {
  triggers_replace = ["a", "x", "b"]
}

resource "terraform_data" "c04" {
  triggers_replace = ["b", "x", "a"]
}

resource "terraform_data" "c05" {
  triggers_replace = ["x", "a", "b", "c"]
}

