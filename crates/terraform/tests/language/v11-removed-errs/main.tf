resource "terraform_data" "a" {
  count = 2
}
module "m" {
  source = "./m"
}
removed {
  from = terraform_data.a
}
removed {
  from = terraform_data.a[0]
}
removed {
  from = module.m
}
removed {
  from = module.m[0]
}
removed {
  from = module.m.terraform_data.z
}
removed {
  from = data.terraform_remote_state.x
}
removed {
  from = terraform_data.b
  lifecycle {
    destroy = "maybe"
  }
}
removed {
  from = terraform_data.c
  lifecycle {
    destroy = var.x
  }
  lifecycle {
    destroy = true
  }
}
removed {
  from = terraform_data.d
  lifecycle {
    destroy         = false
    prevent_destroy = true
  }
  provisioner "local-exec" {
    command = "x"
  }
  connection {
    host = "x"
  }
}
removed {}
