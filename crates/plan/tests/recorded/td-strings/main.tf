resource "terraform_data" "c00" {
  input = "pl\"ain"
}

resource "terraform_data" "c01" {
  input = "a\\c"
}

resource "terraform_data" "c02" {
  input = "%%{x}"
}

resource "terraform_data" "c03" {
  input = "é😁"
}

resource "terraform_data" "c04" {
  input = "\n"
}

resource "terraform_data" "c05" {
  input = "\u0002"
}

resource "terraform_data" "c06" {
  input = "​"
}

resource "terraform_data" "c07" {
  input = "x"
}

resource "terraform_data" "c08" {
  input = "é"
}

resource "terraform_data" "c09" {
  input = "x"
}

resource "terraform_data" "c10" {
  input = ""
}

resource "terraform_data" "c11" {
  input = "x "
}

resource "terraform_data" "c12" {
  input = ""
}

resource "terraform_data" "c13" {
  input = "󠀁"
}

resource "terraform_data" "c14" {
  input = "́"
}

