resource "terraform_data" "a" {
}
removed {
  from = terraform_data.a
}
removed {
  from = terraform_data.b[0]
  lifecycle {
    destroy = false
  }
}
removed {
  lifecycle {
    destroy = false
  }
}
removed {
  from = module.m["k"]
}
removed {
  from = terraform_data.c
  lifecycle {
    prevent_destroy = true
  }
}
removed {
  from = data.terraform_remote_state.a
}
removed {
  from = terraform_data.d
  lifecycle {
    destroy = "maybe"
  }
  provisioner "local-exec" {
    command = "x"
  }
}
