resource "terraform_data" "c00" {
  triggers_replace = "a\nx\nc"
}

resource "terraform_data" "c01" {
  triggers_replace = "a\nc"
}

resource "terraform_data" "c02" {
  triggers_replace = "a\nb\n"
}

resource "terraform_data" "c03" {
  triggers_replace = "a\nb\nc\n"
}

resource "terraform_data" "c04" {
  triggers_replace = "a\nb"
}

resource "terraform_data" "c05" {
  triggers_replace = "one"
}

resource "terraform_data" "c06" {
  triggers_replace = null
}

resource "terraform_data" "c07" {
  triggers_replace = "a\nb"
}

resource "terraform_data" "c08" {
  triggers_replace = "a\nb\nc\nD\ne\nf\ng\nh"
}

resource "terraform_data" "c09" {
  triggers_replace = "c\na\nb"
}

resource "terraform_data" "c10" {
  triggers_replace = "  x\n  z\n"
}

resource "terraform_data" "c11" {
  triggers_replace = "a\r\nc\r\n"
}

resource "terraform_data" "c12" {
  triggers_replace = "\n\n"
}

resource "terraform_data" "c13" {
  triggers_replace = "a\n\nb"
}

resource "terraform_data" "c14" {
  triggers_replace = "x\n\t z"
}

resource "terraform_data" "c15" {
  triggers_replace = ["a\nx", "c"]
}

resource "terraform_data" "c16" {
  triggers_replace = ["c", "a\nb"]
}

resource "terraform_data" "c17" {
  triggers_replace = {"k" = "a\nc"}
}

resource "terraform_data" "c18" {
  triggers_replace = {"j" = "a\nb"}
}

resource "terraform_data" "c19" {
  triggers_replace = [{"k" = "a\nc"}]
}

resource "terraform_data" "c20" {
  triggers_replace = "$${x}\n%%{z}"
}

resource "terraform_data" "c21" {
  triggers_replace = "b\na\nd\nc"
}

resource "terraform_data" "c22" {
  triggers_replace = "x1\nl2\nx3"
}

