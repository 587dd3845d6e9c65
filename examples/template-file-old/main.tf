data "template_file" "setup" {
  template = "hostname $${name}"

  vars = {
    name = "web-1"
  }
}

output "setup" {
  value = data.template_file.setup.rendered
}
