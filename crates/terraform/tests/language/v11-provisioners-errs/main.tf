resource "terraform_data" "a" {
  provisioner "local-exec" {
  }
  provisioner "local-exec" {
    command    = 5
    when       = sometimes
    on_failure = "explode"
    foo        = 1
  }
  provisioner "remote-exec" {
    inline = "x"
    connection {
      type = "ssh"
      nope = 1
    }
  }
  provisioner "file" {
    source = "a"
  }
  provisioner "chef" {
  }
  provisioner "local-exec" {
    when    = destroy
    command = "echo ${var.x} ${self.id} ${each.key}"
  }
  provisioner {
    command = "x"
  }
  provisioner "a" "b" {
  }
  connection {
    host = self.id
  }
  connection {
  }
}
variable "x" {
  default = 1
}
