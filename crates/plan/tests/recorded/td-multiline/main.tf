resource "terraform_data" "c00" {
  input = "a\nb\nc"
}

resource "terraform_data" "c01" {
  input = "a\nb\n"
}

resource "terraform_data" "c02" {
  input = "\n\n  a\n b\n\n"
}

resource "terraform_data" "c03" {
  input = "a\nx\nc"
}

resource "terraform_data" "c04" {
  input = "a\nc"
}

resource "terraform_data" "c05" {
  input = "a\nb\n"
}

resource "terraform_data" "c06" {
  input = "a\nb\nc\n"
}

resource "terraform_data" "c07" {
  input = "a\nb"
}

resource "terraform_data" "c08" {
  input = "one"
}

resource "terraform_data" "c09" {
  input = null
}

resource "terraform_data" "c10" {
  input = "a\nb"
}

resource "terraform_data" "c11" {
  input = "a\nb\nc\nD\ne\nf\ng\nh"
}

resource "terraform_data" "c12" {
  input = "c\na\nb"
}

resource "terraform_data" "c13" {
  input = "  x\n  z\n"
}

resource "terraform_data" "c14" {
  input = "a\r\nc\r\n"
}

resource "terraform_data" "c15" {
  input = "\n\n"
}

resource "terraform_data" "c16" {
  input = "a\n\nb"
}

resource "terraform_data" "c17" {
  input = "x\n\t z"
}

resource "terraform_data" "c18" {
  input = ["a\nx", "c"]
}

resource "terraform_data" "c19" {
  input = ["c", "a\nb"]
}

resource "terraform_data" "c20" {
  input = {"k" = "a\nc"}
}

resource "terraform_data" "c21" {
  input = {"j" = "a\nb"}
}

resource "terraform_data" "c22" {
  input = [{"k" = "a\nc"}]
}

resource "terraform_data" "c25" {
  input = "$${x}\n%%{z}"
}

resource "terraform_data" "c26" {
  input = "b\na\nd\nc"
}

resource "terraform_data" "c27" {
  input = "x1\nl2\nx3"
}

