resource "terraform_data" "a" {
  input            = "x"
  triggers_replace = { list = [1, 2], null = null, map = tomap({ a = "b" }) }
}
resource "terraform_data" "b" {
  triggers_replace = [terraform_data.a.id, terraform_data.a.output]
  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
    ignore_changes        = [input]
    replace_triggered_by  = [terraform_data.a]
  }
}
resource "terraform_data" "c" {
  depends_on = [terraform_data.b, module.m]
  provisioner "local-exec" {
    command     = "echo ${self.id}"
    working_dir = "."
    environment = { A = "b" }
    when        = create
    on_failure  = continue
  }
}
module "m" {
  source     = "./m"
  depends_on = [terraform_data.a]
}
output "o" {
  value      = module.m.x
  depends_on = [terraform_data.c]
}
