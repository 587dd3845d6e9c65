resource "terraform_data" "c00" {
  triggers_replace = {"a" = 1}
}

resource "terraform_data" "c01" {
  triggers_replace = []
}

resource "terraform_data" "c02" {
  triggers_replace = {}
}

resource "terraform_data" "c03" {
  triggers_replace = ""
}

resource "terraform_data" "c04" {
  triggers_replace = [null]
}

resource "terraform_data" "c05" {
  triggers_replace = {"a" = null}
}

resource "terraform_data" "c06" {
  triggers_replace = 1
}

resource "terraform_data" "c07" {
  triggers_replace = 2.5
}

resource "terraform_data" "c08" {
  triggers_replace = "s"
}

resource "terraform_data" "c09" {
  triggers_replace = true
}

resource "terraform_data" "c10" {
  triggers_replace = null
}

resource "terraform_data" "c11" {
  triggers_replace = [1]
}

resource "terraform_data" "c12" {
  triggers_replace = []
}

resource "terraform_data" "c13" {
  triggers_replace = {}
}

resource "terraform_data" "c14" {
  triggers_replace = ""
}

resource "terraform_data" "c15" {
  triggers_replace = [null]
}

resource "terraform_data" "c16" {
  triggers_replace = {"a" = null}
}

resource "terraform_data" "c17" {
  triggers_replace = 1
}

resource "terraform_data" "c18" {
  triggers_replace = 2.5
}

resource "terraform_data" "c19" {
  triggers_replace = "s"
}

resource "terraform_data" "c20" {
  triggers_replace = true
}

resource "terraform_data" "c21" {
  triggers_replace = null
}

resource "terraform_data" "c22" {
  triggers_replace = [1]
}

resource "terraform_data" "c23" {
  triggers_replace = {"a" = 1}
}

resource "terraform_data" "c24" {
  triggers_replace = {}
}

resource "terraform_data" "c25" {
  triggers_replace = ""
}

resource "terraform_data" "c26" {
  triggers_replace = [null]
}

resource "terraform_data" "c27" {
  triggers_replace = {"a" = null}
}

resource "terraform_data" "c28" {
  triggers_replace = 1
}

resource "terraform_data" "c29" {
  triggers_replace = 2.5
}

resource "terraform_data" "c30" {
  triggers_replace = "s"
}

resource "terraform_data" "c31" {
  triggers_replace = true
}

resource "terraform_data" "c32" {
  triggers_replace = null
}

resource "terraform_data" "c33" {
  triggers_replace = [1]
}

resource "terraform_data" "c34" {
  triggers_replace = {"a" = 1}
}

resource "terraform_data" "c35" {
  triggers_replace = []
}

resource "terraform_data" "c36" {
  triggers_replace = ""
}

resource "terraform_data" "c37" {
  triggers_replace = [null]
}

resource "terraform_data" "c38" {
  triggers_replace = {"a" = null}
}

resource "terraform_data" "c39" {
  triggers_replace = 1
}

resource "terraform_data" "c40" {
  triggers_replace = 2.5
}

resource "terraform_data" "c41" {
  triggers_replace = "s"
}

resource "terraform_data" "c42" {
  triggers_replace = true
}

resource "terraform_data" "c43" {
  triggers_replace = null
}

resource "terraform_data" "c44" {
  triggers_replace = [1]
}

resource "terraform_data" "c45" {
  triggers_replace = {"a" = 1}
}

resource "terraform_data" "c46" {
  triggers_replace = []
}

resource "terraform_data" "c47" {
  triggers_replace = {}
}

resource "terraform_data" "c48" {
  triggers_replace = [null]
}

resource "terraform_data" "c49" {
  triggers_replace = {"a" = null}
}

