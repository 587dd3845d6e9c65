removed {
  from = terraform_data.one

  lifecycle {
    destroy = false
  }
}
