resource "terraform_data" "motd" {
  input = <<-EOT
    Welcome.
    This machine is watched.
    Bye.
  EOT
}

resource "terraform_data" "policy" {
  input = jsonencode({ Version = "2012-10-17", Allow = ["s3:GetObject"] })
}
