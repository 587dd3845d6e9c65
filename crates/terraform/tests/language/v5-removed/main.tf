resource "terraform_data" "keep" {
  input = 2
}
removed {
  from = terraform_data.forget
  lifecycle {
    destroy = false
  }
}
removed {
  from = terraform_data.destroy
  lifecycle {
    destroy = true
  }
}
removed {
  from = module.gone.terraform_data.x
  lifecycle {
    destroy = false
  }
}
