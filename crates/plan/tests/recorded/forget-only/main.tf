removed {
  from = terraform_data.a
  lifecycle { destroy = false }
}
removed {
  from = module.m
  lifecycle { destroy = false }
}
