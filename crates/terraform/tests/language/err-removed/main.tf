resource "terraform_data" "a" {
}
removed {
  from = terraform_data.a
}
removed {
  from = terraform_data.b[0]
}
removed {
  from = module.x.terraform_data.y
  lifecycle {
    destroy = "x"
  }
}
removed {
}
removed {
  from = terraform_data.c
  lifecycle {
  }
}
removed {
  from = terraform_data.c
  lifecycle {
    destroy = false
  }
}
removed {
  from = data.x.y
  lifecycle {
    destroy = false
  }
}
