resource "terraform_data" "c00" {
  input = 2.5
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
  input = [1]
}

resource "terraform_data" "c05" {
  input = {"a" = 1}
}

resource "terraform_data" "c06" {
  input = []
}

resource "terraform_data" "c07" {
  input = {}
}

resource "terraform_data" "c08" {
  input = ""
}

resource "terraform_data" "c09" {
  input = [null]
}

resource "terraform_data" "c10" {
  input = {"a" = null}
}

resource "terraform_data" "c11" {
  input = 1
}

resource "terraform_data" "c12" {
  input = "s"
}

resource "terraform_data" "c13" {
  input = true
}

resource "terraform_data" "c14" {
  input = null
}

resource "terraform_data" "c15" {
  input = [1]
}

resource "terraform_data" "c16" {
  input = {"a" = 1}
}

resource "terraform_data" "c17" {
  input = []
}

resource "terraform_data" "c18" {
  input = {}
}

resource "terraform_data" "c19" {
  input = ""
}

resource "terraform_data" "c20" {
  input = [null]
}

resource "terraform_data" "c21" {
  input = {"a" = null}
}

resource "terraform_data" "c22" {
  input = 1
}

resource "terraform_data" "c23" {
  input = 2.5
}

resource "terraform_data" "c24" {
  input = true
}

resource "terraform_data" "c25" {
  input = null
}

resource "terraform_data" "c26" {
  input = [1]
}

resource "terraform_data" "c27" {
  input = {"a" = 1}
}

resource "terraform_data" "c28" {
  input = []
}

resource "terraform_data" "c29" {
  input = {}
}

resource "terraform_data" "c30" {
  input = ""
}

resource "terraform_data" "c31" {
  input = [null]
}

resource "terraform_data" "c32" {
  input = {"a" = null}
}

resource "terraform_data" "c33" {
  input = 1
}

resource "terraform_data" "c34" {
  input = 2.5
}

resource "terraform_data" "c35" {
  input = "s"
}

resource "terraform_data" "c36" {
  input = null
}

resource "terraform_data" "c37" {
  input = [1]
}

resource "terraform_data" "c38" {
  input = {"a" = 1}
}

resource "terraform_data" "c39" {
  input = []
}

resource "terraform_data" "c40" {
  input = {}
}

resource "terraform_data" "c41" {
  input = ""
}

resource "terraform_data" "c42" {
  input = [null]
}

resource "terraform_data" "c43" {
  input = {"a" = null}
}

resource "terraform_data" "c44" {
  input = 1
}

resource "terraform_data" "c45" {
  input = 2.5
}

resource "terraform_data" "c46" {
  input = "s"
}

resource "terraform_data" "c47" {
  input = true
}

resource "terraform_data" "c48" {
  input = [1]
}

resource "terraform_data" "c49" {
  input = {"a" = 1}
}

resource "terraform_data" "c50" {
  input = []
}

resource "terraform_data" "c51" {
  input = {}
}

resource "terraform_data" "c52" {
  input = ""
}

resource "terraform_data" "c53" {
  input = [null]
}

resource "terraform_data" "c54" {
  input = {"a" = null}
}

resource "terraform_data" "c55" {
  input = 1
}

resource "terraform_data" "c56" {
  input = 2.5
}

resource "terraform_data" "c57" {
  input = "s"
}

resource "terraform_data" "c58" {
  input = true
}

resource "terraform_data" "c59" {
  input = null
}

resource "terraform_data" "c60" {
  input = {"a" = 1}
}

resource "terraform_data" "c61" {
  input = []
}

resource "terraform_data" "c62" {
  input = {}
}

resource "terraform_data" "c63" {
  input = ""
}

resource "terraform_data" "c64" {
  input = [null]
}

resource "terraform_data" "c65" {
  input = {"a" = null}
}

resource "terraform_data" "c66" {
  input = 1
}

resource "terraform_data" "c67" {
  input = 2.5
}

resource "terraform_data" "c68" {
  input = "s"
}

resource "terraform_data" "c69" {
  input = true
}

