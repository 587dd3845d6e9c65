resource "terraform_data" "a" {
  lifecyle {
    create_before_destroy = true
  }
  provisoner "local-exec" {
    command = "x"
  }
  conection {
  }
}
resource "terraform_data" "b" {
  lifecycle {
    create_before_destory = true
    prevent_destory       = true
    ignore_change         = [input]
    precondtion {
    }
  }
}
variable "v" {
  typ       = string
  defualt   = 1
  senstive  = true
  validaton {
  }
}
terraform {
  required_verison = ">= 1.0"
  requiredproviders {
  }
  backened "s3" {
  }
}
provder "aws" {
}
