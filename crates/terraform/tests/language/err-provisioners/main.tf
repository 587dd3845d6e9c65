resource "terraform_data" "a" {
  provisioner "local-exec" {
    comand = "x"
  }
  provisioner "file" {
    source = "x"
  }
  provisioner "remote-exec" {
    inline = "x"
    when   = never
  }
  provisioner "chef" {
  }
  provisioner "local-exec" {
    command    = terraform_data.a.id
    on_failure = maybe
    when       = "destroy"
  }
  provisioner "local-exec" {
    when    = destroy
    command = "echo ${var.x} ${self.id}"
  }
  provisioner {
  }
  connection {
    host = self.id
    typ  = "ssh"
  }
  connection {
  }
}
variable "x" {
  default = 1
}
