resource "terraform_data" "a" {
  input = "x"
  connection {
    type = "ssh"
    host = "h-${self.id}"
  }
  provisioner "local-exec" {
    command     = "echo ${self.input}"
    environment = { A = "b" }
    on_failure  = continue
  }
  provisioner "remote-exec" {
    inline = ["a", "b-${self.id}"]
  }
  provisioner "file" {
    content     = "x"
    destination = "/tmp/x"
    connection {
      host = "other"
    }
  }
  provisioner "local-exec" {
    when    = destroy
    command = "echo bye ${self.id}"
  }
}
