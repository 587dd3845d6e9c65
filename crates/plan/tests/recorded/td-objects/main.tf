resource "terraform_data" "c00" {
  input = {"a" = 1, "c" = 2}
}

resource "terraform_data" "c01" {
  input = {"a" = {"b" = {"c" = 2, "d" = [1]}}}
}

resource "terraform_data" "c02" {
  input = {"a" = 1, "b" = null}
}

resource "terraform_data" "c03" {
  input = {"b" = 2}
}

resource "terraform_data" "c04" {
  input = {"a" = null, "b" = 2}
}

resource "terraform_data" "c05" {
  input = {"id" = 1, "name" = "n", "tags" = {"x" = 1}, "z" = 2}
}

resource "terraform_data" "c06" {
  input = {"outer" = {"id" = "x", "tags" = {"a" = 1, "b" = 2}, "v" = 2}}
}

resource "terraform_data" "c07" {
  input = {"a" = [1], "b" = {"x" = 1}, "c" = "x"}
}

resource "terraform_data" "c08" {
  input = {"a" = [], "b" = {}, "c" = ""}
}

resource "terraform_data" "c09" {
  input = {"a-b" = 2, "\u00e9" = 3, "a.b" = 4, "1x" = 5, "" = 6, "_u" = 7, "with space" = 8, "q\"q" = 9}
}

resource "terraform_data" "c10" {
  input = {"long_key_\u00e9" = 2, "x" = 2}
}

