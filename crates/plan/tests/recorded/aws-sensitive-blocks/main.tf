provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "terraform_data" "u" { input = "x" }
resource "aws_mq_broker" "new" {
  broker_name = "new"
  engine_type = "ActiveMQ"
  engine_version = "5.15.0"
  host_instance_type = "mq.t2.micro"
  user {
    username = "uu"
    password = "secretsecret1"
  }

}
resource "aws_mq_broker" "upd" {
  broker_name = "upd"
  engine_type = "ActiveMQ"
  engine_version = "5.15.0"
  host_instance_type = "mq.t2.micro"
  user {
    username = "uu"
    password = "secretsecret1"
  }
logs {
 general = true
 }

}
resource "aws_mq_broker" "same" {
  broker_name = "same"
  engine_type = "ActiveMQ"
  engine_version = "5.15.0"
  host_instance_type = "mq.t2.micro"
  user {
    username = "uu"
    password = "oldoldoldold1"
  }
maintenance_window_start_time {
 day_of_week = "MONDAY"
 time_of_day = "01:00"
 time_zone = "UTC"
}

}
resource "aws_mq_broker" "unk" {
  broker_name = "unk"
  engine_type = "ActiveMQ"
  engine_version = "5.15.0"
  host_instance_type = "mq.t2.micro"
  user {
    username = "uu"
    password = "oldoldoldold1"
  }
dynamic "user" {
    for_each = terraform_data.u.output == "x" ? [1] : []
    content { 
      username = "vv"
      password = "secretsecret34" 
    }
  }

}
