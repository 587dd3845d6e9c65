provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_eks_cluster" "k" {
  name     = "k"
  role_arn = aws_iam_role.k.arn
  version  = "1.30"
  enabled_cluster_log_types = ["api", "audit"]
  vpc_config {
    subnet_ids              = ["subnet-1", "subnet-2"]
    endpoint_private_access = true
  }
  access_config { authentication_mode = "API" }
}
resource "aws_iam_role" "k" {
  name = "k"
  assume_role_policy = data.aws_iam_policy_document.eks.json
  max_session_duration = 7200
}
data "aws_iam_policy_document" "eks" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["eks.amazonaws.com"]
    }
  }
}
resource "aws_iam_role_policy_attachment" "k" {
  for_each   = toset(["AmazonEKSClusterPolicy", "AmazonEKS_CNI_Policy"])
  role       = aws_iam_role.k.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}
resource "aws_eks_access_entry" "a" {
  cluster_name      = aws_eks_cluster.k.name
  principal_arn     = "arn:aws:iam::123456789012:role/dev"
  kubernetes_groups = ["dev", "ops"]
  user_name         = "dev"
}
resource "aws_eks_fargate_profile" "f" {
  cluster_name           = aws_eks_cluster.k.name
  fargate_profile_name   = "f"
  pod_execution_role_arn = aws_iam_role.k.arn
  subnet_ids             = ["subnet-1"]
  selector {
    namespace = "default"
    labels    = { fargate = "yes" }
  }
}
resource "aws_eks_node_group" "n" {
  cluster_name    = aws_eks_cluster.k.name
  node_group_name = "n"
  node_role_arn   = aws_iam_role.k.arn
  subnet_ids      = ["subnet-1"]
  capacity_type   = "SPOT"
  labels          = { kind = "spot" }
  scaling_config {
    desired_size = 2
    max_size     = 4
    min_size     = 1
  }
}
resource "aws_eks_addon" "dns" {
  cluster_name  = aws_eks_cluster.k.name
  addon_name    = "coredns"
  addon_version = "v1.11.1-eksbuild.4"
}
