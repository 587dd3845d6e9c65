resource "terraform_data" "a" {
  dynamic "provisioner" {
    for_each = [1]
    labels   = ["local-exec"]
    content {
      command = "x"
    }
  }
  dynamic "lifecycle" {
    for_each = [1]
    content {}
  }
  dynamic "foo" {
    for_each = [1]
    content {}
  }
  dynamic {
    for_each = []
    content {}
  }
  dynamic "connection" {
    content {}
  }
}
