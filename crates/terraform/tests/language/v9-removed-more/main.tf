removed {
  from = terraform_data.keep
  lifecycle {
    destroy = false
  }
}
removed {
  from = terraform_data.gone
  lifecycle {
    destroy = true
  }
}
removed {
  from = module.m
  lifecycle {
    destroy = true
  }
}
removed {
  from = terraform_data.prov
  lifecycle {
    destroy = true
  }
  provisioner "local-exec" {
    when    = destroy
    command = "echo ${self.id}"
  }
}
output "x" {
  value = 1
}
