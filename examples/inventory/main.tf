provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = {
      owner       = "shop"
      environment = "production"
      repository  = "shop/infrastructure"
    }
  }
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  tags = {
    owner = "shop-data"
  }
}
