provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
provider "aws" {
  alias = "us"
}
provider "aws" {
  region = "x"
}
resource "terraform_data" "a" {
  provider = aws.nope
}
module "m" {
  source = "./m"
  providers = {
    aws     = aws.us
    aws.two = aws.missing
    google  = google
  }
}
