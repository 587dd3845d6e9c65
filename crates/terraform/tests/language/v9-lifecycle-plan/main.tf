resource "terraform_data" "ign" {
  input            = { a = 2, b = 3 }
  triggers_replace = "new"
  lifecycle {
    ignore_changes = [triggers_replace, input["a"]]
  }
}
resource "terraform_data" "all" {
  input = "changed"
  lifecycle {
    ignore_changes = all
  }
}
resource "terraform_data" "cbd" {
  triggers_replace = ["x", 2]
  lifecycle {
    create_before_destroy = true
  }
}
resource "terraform_data" "dep" {
  input = terraform_data.cbd.id
  lifecycle {
    replace_triggered_by = [terraform_data.upd.output, terraform_data.cbd]
  }
}
resource "terraform_data" "upd" {
  input = "2"
}
