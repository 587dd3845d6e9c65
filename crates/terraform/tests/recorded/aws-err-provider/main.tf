provider "aws" {
  region  = "us-east-9"
  profil  = "x"
  max_retries = "many"
  assume_role {
    role_arn = "not-an-arn"
    duration = "1x"
  }
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true

}
resource "aws_sqs_queue" "q" {}
