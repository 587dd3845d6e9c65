output "p" {
  value = [path.module, path.root, abspath(path.module) == "${path.cwd}/${path.module}", terraform.workspace]
}
module "n" {
  source = "../b"
}
output "n" {
  value = module.n.p
}
