provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_ec2_transit_gateway" "t" {
  description     = "t"
  amazon_side_asn = 64512
}
resource "aws_ec2_transit_gateway_vpc_attachment" "a" {
  transit_gateway_id = aws_ec2_transit_gateway.t.id
  vpc_id             = "vpc-1"
  subnet_ids         = ["subnet-1"]
}
resource "aws_ec2_transit_gateway_route_table" "r" { transit_gateway_id = aws_ec2_transit_gateway.t.id }
resource "aws_ec2_transit_gateway_route" "r" {
  destination_cidr_block         = "10.5.0.0/16"
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.r.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.a.id
}
resource "aws_customer_gateway" "c" {
  bgp_asn    = 65000
  ip_address = "203.0.113.5"
  type       = "ipsec.1"
}
resource "aws_vpn_gateway" "v" { vpc_id = "vpc-1" }
resource "aws_vpn_connection" "v" {
  vpn_gateway_id      = aws_vpn_gateway.v.id
  customer_gateway_id = aws_customer_gateway.c.id
  type                = "ipsec.1"
  static_routes_only  = true
}
resource "aws_vpc_peering_connection" "p" {
  vpc_id      = "vpc-1"
  peer_vpc_id = "vpc-2"
  auto_accept = true
}
resource "aws_route" "p" {
  route_table_id            = "rtb-1"
  destination_cidr_block    = "10.2.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.p.id
}
resource "aws_flow_log" "f" {
  vpc_id          = "vpc-1"
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.f.arn
  iam_role_arn    = "arn:aws:iam::123456789012:role/f"
}
resource "aws_cloudwatch_log_group" "f" { name = "flow" }
resource "aws_network_acl" "n" {
  vpc_id     = "vpc-1"
  subnet_ids = ["subnet-1"]
  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 443
    to_port    = 443
    cidr_block = "0.0.0.0/0"
  }
  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }
}
resource "aws_default_security_group" "d" { vpc_id = "vpc-1" }
