resource "aws_ssm_maintenance_window" "sunday" {
  name     = "sunday-night"
  schedule = "cron(0 2 ? * SUN *)"
  duration = 3
  cutoff   = 1
}

resource "aws_ssm_maintenance_window_target" "web" {
  window_id     = aws_ssm_maintenance_window.sunday.id
  name          = "web"
  resource_type = "INSTANCE"

  targets {
    key    = "tag:PatchGroup"
    values = ["web"]
  }
}
