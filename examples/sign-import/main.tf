import {
  to = terraform_data.old
  id = "6f1c2a34"
}

resource "terraform_data" "old" {
}
