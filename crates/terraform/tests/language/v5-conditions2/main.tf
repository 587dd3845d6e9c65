variable "zone" {
  default = "eu"
}
variable "secret" {
  default   = "s3cr3t"
  sensitive = true
}
resource "terraform_data" "a" {
  count = 2
  input = count.index
  lifecycle {
    precondition {
      condition     = var.zone == "us-${count.index}"
      error_message = "Wrong zone for ${count.index}: ${var.zone}."
    }
    postcondition {
      condition     = self.input == 0
      error_message = "Input was ${self.input}."
    }
  }
}
resource "terraform_data" "b" {
  lifecycle {
    precondition {
      condition     = length(var.secret) > 100
      error_message = "Secret ${var.secret} too short."
    }
    precondition {
      condition     = null
      error_message = "null"
    }
    precondition {
      condition     = "maybe"
      error_message = "text"
    }
  }
}
output "o" {
  value = var.zone
  precondition {
    condition     = var.zone != "eu"
    error_message = "Not in the EU"
  }
}
