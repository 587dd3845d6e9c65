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
  version  = "1.29"
  vpc_config {
    subnet_ids = ["subnet-1", "subnet-2"]
  }
  access_config { authentication_mode = "API" }
}
resource "aws_iam_role" "k" {
  name = "k"
  assume_role_policy = data.aws_iam_policy_document.eks.json
}
data "aws_iam_policy_document" "eks" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["eks.amazonaws.com", "ec2.amazonaws.com"]
    }
  }
}
resource "aws_iam_role_policy_attachment" "k" {
  for_each   = toset(["AmazonEKSClusterPolicy", "AmazonEKSWorkerNodePolicy"])
  role       = aws_iam_role.k.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}
resource "aws_eks_access_entry" "a" {
  cluster_name      = aws_eks_cluster.k.name
  principal_arn     = "arn:aws:iam::123456789012:role/dev"
  kubernetes_groups = ["dev"]
}
resource "aws_eks_fargate_profile" "f" {
  cluster_name           = aws_eks_cluster.k.name
  fargate_profile_name   = "f"
  pod_execution_role_arn = aws_iam_role.k.arn
  subnet_ids             = ["subnet-1"]
  selector { namespace = "default" }
}
resource "aws_eks_node_group" "n" {
  cluster_name    = aws_eks_cluster.k.name
  node_group_name = "n"
  node_role_arn   = aws_iam_role.k.arn
  subnet_ids      = ["subnet-1"]
  scaling_config {
    desired_size = 1
    max_size     = 2
    min_size     = 1
  }
}
resource "aws_eks_addon" "dns" {
  cluster_name = aws_eks_cluster.k.name
  addon_name   = "coredns"
}
