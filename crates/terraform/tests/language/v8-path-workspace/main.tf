module "m" {
  source = "./mods/../mods/a"
}
output "paths" {
  value = [path.module, path.root, basename(path.cwd) != "", terraform.workspace, terraform.applying]
}
output "m" {
  value = module.m.p
}
output "rel" {
  value = fileset(path.module, "**/*.tf")
}
