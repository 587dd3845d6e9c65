resource "terraform_data" "c00" {
  input = "{\"a\":1,\"b\":[1,2]}"
}

resource "terraform_data" "c01" {
  input = "[1,2]"
}

resource "terraform_data" "c02" {
  input = "{}"
}

resource "terraform_data" "c03" {
  input = "[]"
}

resource "terraform_data" "c04" {
  input = "{\"a\": {\"b\": null}, \"c\": 1.0, \"d\": 1e5}"
}

resource "terraform_data" "c05" {
  input = "{\"a\":2}"
}

resource "terraform_data" "c06" {
  input = "{ \"a\": 1 }"
}

resource "terraform_data" "c07" {
  input = "{\"a\":1}\n"
}

resource "terraform_data" "c08" {
  input = "text"
}

resource "terraform_data" "c09" {
  input = "{\"a\":1}"
}

resource "terraform_data" "c10" {
  input = null
}

resource "terraform_data" "c11" {
  input = "{\"a\":1}"
}

resource "terraform_data" "c12" {
  input = "[1]"
}

resource "terraform_data" "c16" {
  input = "{}"
}

resource "terraform_data" "c17" {
  input = "[]"
}

resource "terraform_data" "c18" {
  input = "{\"a\":1}"
}

resource "terraform_data" "c19" {
  input = "{}"
}

resource "terraform_data" "c20" {
  input = "{\"a\":[1,3],\"b\":{\"c\":\"z\"}}"
}

resource "terraform_data" "c21" {
  input = "[2] tail"
}

resource "terraform_data" "c22" {
  input = "{\"a\":1} y"
}

resource "terraform_data" "c23" {
  input = "{worse"
}

resource "terraform_data" "c24" {
  input = "{\"a\":\"{\\\"b\\\":2}\"}"
}

resource "terraform_data" "c25" {
  input = "{\"a\":\"x\\nz\"}"
}

resource "terraform_data" "c26" {
  input = ["{\"a\":2}"]
}

resource "terraform_data" "c27" {
  input = {"k" = "{\"a\":2}"}
}

resource "terraform_data" "c28" {
  input = "{\"a\":2}\n"
}

resource "terraform_data" "c29" {
  input = "l1\nl2"
}

resource "terraform_data" "c30" {
  input = "{\"a\":1}"
}

resource "terraform_data" "c31" {
  input = "{\"Statement\":[{\"Action\":[\"a\",\"x\"],\"Effect\":\"Deny\"},{\"Action\":\"c\"}]}"
}

resource "terraform_data" "c32" {
  input = "{\"a\":false,\"c\":null}"
}

resource "terraform_data" "c33" {
  input = "[{\"a\":2}]"
}

resource "terraform_data" "c34" {
  input = "{\"a\":[1]}"
}

resource "terraform_data" "c35" {
  input = "{\"a\":{\"x\":1}}"
}

resource "terraform_data" "c36" {
  input = 5
}

resource "terraform_data" "c37" {
  input = "{\"a\":1}"
}

resource "terraform_data" "c38" {
  input = " {\"a\":2}"
}

resource "terraform_data" "c39" {
  input = "{\"a\":3}"
}

resource "terraform_data" "c40" {
  input = "{\"é\":\"\\u00e8\\t<>&\"}"
}

resource "terraform_data" "c41" {
  input = "[null,1]"
}

resource "terraform_data" "c42" {
  input = "{\"a\":12345678901234567890124}"
}

resource "terraform_data" "c43" {
  input = "\"y\""
}

resource "terraform_data" "c44" {
  input = "6"
}

