resource "terraform_data" "c00" {
  input = ["b", "a", "c", "d", "e", "x"]
}

resource "terraform_data" "c01" {
  input = ["b", "c", "a"]
}

resource "terraform_data" "c02" {
  input = ["a", "c", "b"]
}

resource "terraform_data" "c03" {
  input = ["a", "x", "b"]
}

resource "terraform_data" "c04" {
  input = ["b", "x", "a"]
}

resource "terraform_data" "c05" {
  input = ["x", "a", "b", "c"]
}

resource "terraform_data" "c06" {
  input = ["b", "c", "d", "x"]
}

resource "terraform_data" "c07" {
  input = ["c", "d", "x", "y"]
}

resource "terraform_data" "c08" {
  input = ["a", "b", "a"]
}

resource "terraform_data" "c09" {
  input = ["a", "b", "b"]
}

resource "terraform_data" "c10" {
  input = ["b", "a", "a"]
}

resource "terraform_data" "c11" {
  input = ["a", "b", "a", "b"]
}

resource "terraform_data" "c12" {
  input = ["a", "c", "b", "a"]
}

resource "terraform_data" "c13" {
  input = ["e", "d", "c", "b", "a"]
}

resource "terraform_data" "c14" {
  input = ["b", "x"]
}

resource "terraform_data" "c15" {
  input = ["b"]
}

resource "terraform_data" "c16" {
  input = ["x", "y"]
}

resource "terraform_data" "c17" {
  input = ["a", "a", "b"]
}

resource "terraform_data" "c18" {
  input = ["a", "b", "c"]
}

resource "terraform_data" "c19" {
  input = ["b", "b", "c"]
}

resource "terraform_data" "c20" {
  input = ["a", "b", "d", "c"]
}

resource "terraform_data" "c21" {
  input = ["a", "b", "x", "c", "d", "e"]
}

resource "terraform_data" "c22" {
  input = ["a", "b", "e", "f"]
}

resource "terraform_data" "c23" {
  input = ["a", "x", "h"]
}

resource "terraform_data" "c24" {
  input = ["a", "b", "a", "b"]
}

resource "terraform_data" "c25" {
  input = ["a", "b"]
}

resource "terraform_data" "c26" {
  input = ["b", "c", "d", "e", "f", "g", "h", "i", "j", "a"]
}

resource "terraform_data" "c27" {
  input = ["x", "y", "z", "a", "b", "c"]
}

resource "terraform_data" "c28" {
  input = ["a", "c", "b", "d"]
}

