resource "terraform_data" "c00" {
  input = 1
}

resource "terraform_data" "c01" {
  input = "s"
}

resource "terraform_data" "c02" {
  input = true
}

resource "terraform_data" "c03" {
  input = null
}

resource "terraform_data" "c04" {
  input = [1, [2, null]]
}

resource "terraform_data" "c05" {
  input = {"a" = {"b" = [{"c" = 1}]}}
}

resource "terraform_data" "c06" {
  input = []
}

resource "terraform_data" "c07" {
  input = {}
}

resource "terraform_data" "c08" {
  input = "a\nb"
}

resource "terraform_data" "c09" {
  input = "{\"a\":1}"
}

resource "terraform_data" "c10" {
  input = [{"a" = null}]
}

resource "terraform_data" "c11" {
  input = {"a" = "", "b" = null, "id" = 1}
}

resource "terraform_data" "c12" {
  input = 1.5
}

resource "terraform_data" "c13" {
  input = 1e+21
}

resource "terraform_data" "c14" {
  input = -0.25
}

resource "terraform_data" "c15" {
  input = 12345678901234567890
}

resource "terraform_data" "c16" {
  input = [[], {}]
}

resource "terraform_data" "c17" {
  input = [""]
}

