provider "aws" {
  region = "eu-central-1"
}

import {
  to = aws_sns_topic.alarms
  id = "arn:aws:sns:eu-central-1:123456789012:alarms"
}

resource "aws_sns_topic" "alarms" {
  name = "alarms"
}
