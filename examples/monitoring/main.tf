variable "on_call" {
  type    = string
  default = "ops@example.com"
}

resource "aws_sns_topic" "alarms" {
  name = "alarms"
}

resource "aws_sns_topic_subscription" "on_call" {
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.on_call
}

resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "cpu-high"
  comparison_operator = "GreaterThanThreshold"
  metric_name         = "CPUUtilization"
  namespace           = "AWS/EC2"
  dimensions          = { AutoScalingGroupName = "web" }
  period              = 300
  statistic           = "Average"
  threshold           = 80
  evaluation_periods  = 2
  alarm_actions       = [aws_sns_topic.alarms.arn]
}
