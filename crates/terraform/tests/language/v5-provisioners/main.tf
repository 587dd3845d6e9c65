resource "terraform_data" "a" {
  provisioner "local-exec" {
  }
  provisioner "local-exec" {
    command    = "echo ${self.id}"
    when       = destroy
    on_failure = ignore
  }
  provisioner "local-exec" {
    command = "echo ${terraform_data.b.id}"
    when    = destroy
  }
  provisioner "remote-exec" {
    inline = "x"
  }
  provisioner "file" {
    source = "x"
  }
  provisioner "chef" {
  }
  provisioner {
  }
  connection {
    type = "ssh"
    host = self.id
    foo  = 1
  }
}
resource "terraform_data" "b" {
  provisioner "local-exec" {
    command     = ["a"]
    when        = "create"
    environment = { A = 1 }
    working_dir = 5
  }
  connection {
    host = terraform_data.b.id
  }
}
