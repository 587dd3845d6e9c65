data "aws_iam_policy_document" "empty" {}
data "aws_iam_policy_document" "lists" {
  policy_id = "Id<1>&"
  statement {
    sid           = "One"
    actions       = ["s3:Get*", "s3:Put*", "a:b"]
    not_resources = ["arn:aws:s3:::$${aws:username}/*", "arn:aws:s3:::&{aws:username}/*"]
  }
  statement {
    effect        = "Deny"
    not_actions   = ["iam:*"]
    resources     = ["*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
  statement {
    actions = []
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    not_principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::1:root", "arn:aws:iam::2:root"]
    }
    not_principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::3:root"]
    }
    not_principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::4:root"]
    }
    not_principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
  statement {
    condition {
      test     = "StringEquals"
      variable = "aws:a"
      values   = ["z", "a"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:a"
      values   = ["m"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:b"
      values   = []
    }
    condition {
      test     = "Bool"
      variable = "aws:c"
      values   = ["&{x}", ""]
    }
    condition {
      test     = "Bool"
      variable = "aws:d"
      values   = ["true"]
    }
  }
}
data "aws_iam_policy_document" "merge" {
  version = "2008-10-17"
  source_policy_documents = [
    data.aws_iam_policy_document.lists.json,
    jsonencode({ statement = [{ sid = "Two", action = ["b", "a", "c"], Resource = { x = 1 }, Principal = { AWS = ["b", "c", "a"], CanonicalUser = "u" } }], Foo = 1 }),
    jsonencode({ Version = "2012-10-17", Id = "", Statement = [{ Sid = "Three", Effect = "Allow", Action = "x", Principal = "x", Condition = { Bool = { k = true, n = 3, l = ["b", "a"] } } }] }),
  ]
  statement {
    sid     = "Two"
    actions = ["replaced:by"]
  }
  override_policy_documents = [
    jsonencode({ Id = "over", Statement = [{ Sid = "One", Effect = "Deny", NotAction = ["only"], NotPrincipal = { "*" = "*" } }, { Effect = "Allow" }] }),
  ]
}
data "aws_iam_policy_document" "everyone" {
  statement {
    principals {
      type        = "*"
      identifiers = ["*", "x"]
    }
  }
}
data "aws_elb_service_account" "here" {}
data "aws_elb_service_account" "there" {
  region = "us-west-2"
}
data "aws_lb_hosted_zone_id" "alb" {}
data "aws_lb_hosted_zone_id" "nlb" {
  load_balancer_type = "network"
  region             = "eu-central-1"
}
data "aws_elb_hosted_zone_id" "z" {}
data "aws_cloudtrail_service_account" "c" {}
data "aws_redshift_service_account" "r" {}
data "aws_elastic_beanstalk_hosted_zone" "b" {}
data "aws_cloudfront_log_delivery_canonical_user_id" "l" {}
data "aws_billing_service_account" "b" {}
data "aws_default_tags" "d" {}
data "aws_region" "byname" {
  name = "ap-south-1"
}
data "aws_region" "byendpoint" {
  endpoint = "ec2.us-gov-east-1.amazonaws.com"
}
data "aws_service_principal" "s" {
  service_name = "logs"
  region       = "cn-north-1"
}
data "aws_arn" "a" {
  arn = "arn:aws:s3:::bucket/a:b"
}
output "json" {
  value = data.aws_iam_policy_document.merge.minified_json
}
