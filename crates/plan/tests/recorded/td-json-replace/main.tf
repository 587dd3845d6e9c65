resource "terraform_data" "c00" {
  triggers_replace = "{\"a\":2}"
}

resource "terraform_data" "c01" {
  triggers_replace = "{ \"a\": 1 }"
}

resource "terraform_data" "c02" {
  triggers_replace = "{\"a\":1}\n"
}

resource "terraform_data" "c03" {
  triggers_replace = "text"
}

resource "terraform_data" "c04" {
  triggers_replace = "{\"a\":1}"
}

resource "terraform_data" "c05" {
  triggers_replace = null
}

resource "terraform_data" "c06" {
  triggers_replace = "{\"a\":1}"
}

resource "terraform_data" "c07" {
  triggers_replace = "[1]"
}

resource "terraform_data" "c08" {
  triggers_replace = "{}"
}

resource "terraform_data" "c09" {
  triggers_replace = "[]"
}

resource "terraform_data" "c10" {
  triggers_replace = "{\"a\":1}"
}

resource "terraform_data" "c11" {
  triggers_replace = "{}"
}

resource "terraform_data" "c12" {
  triggers_replace = "{\"a\":[1,3],\"b\":{\"c\":\"z\"}}"
}

resource "terraform_data" "c13" {
  triggers_replace = "[2] tail"
}

resource "terraform_data" "c14" {
  triggers_replace = "{\"a\":1} y"
}

resource "terraform_data" "c15" {
  triggers_replace = "{worse"
}

resource "terraform_data" "c16" {
  triggers_replace = "{\"a\":\"{\\\"b\\\":2}\"}"
}

resource "terraform_data" "c17" {
  triggers_replace = "{\"a\":\"x\\nz\"}"
}

resource "terraform_data" "c18" {
  triggers_replace = ["{\"a\":2}"]
}

resource "terraform_data" "c19" {
  triggers_replace = {"k" = "{\"a\":2}"}
}

resource "terraform_data" "c20" {
  triggers_replace = "{\"a\":2}\n"
}

resource "terraform_data" "c21" {
  triggers_replace = "l1\nl2"
}

resource "terraform_data" "c22" {
  triggers_replace = "{\"a\":1}"
}

resource "terraform_data" "c23" {
  triggers_replace = "{\"Statement\":[{\"Action\":[\"a\",\"x\"],\"Effect\":\"Deny\"},{\"Action\":\"c\"}]}"
}

resource "terraform_data" "c24" {
  triggers_replace = "{\"a\":false,\"c\":null}"
}

resource "terraform_data" "c25" {
  triggers_replace = "[{\"a\":2}]"
}

resource "terraform_data" "c26" {
  triggers_replace = "{\"a\":[1]}"
}

resource "terraform_data" "c27" {
  triggers_replace = "{\"a\":{\"x\":1}}"
}

resource "terraform_data" "c28" {
  triggers_replace = 5
}

resource "terraform_data" "c29" {
  triggers_replace = "{\"a\":1}"
}

resource "terraform_data" "c30" {
  triggers_replace = " {\"a\":2}"
}

resource "terraform_data" "c31" {
  triggers_replace = "{\"a\":3}"
}

resource "terraform_data" "c32" {
  triggers_replace = "{\"é\":\"\\u00e8\\t<>&\"}"
}

resource "terraform_data" "c33" {
  triggers_replace = "[null,1]"
}

resource "terraform_data" "c34" {
  triggers_replace = "{\"a\":12345678901234567890124}"
}

resource "terraform_data" "c35" {
  triggers_replace = "\"y\""
}

resource "terraform_data" "c36" {
  triggers_replace = "6"
}

