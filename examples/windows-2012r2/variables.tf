variable "aws_region" {
  description = "Region to build in"
  type        = string
  default     = "us-west-2"
}

variable "aws_amis" {
  description = "Windows Server 2012 R2 Base by region"
  type        = map(string)
  default = {
    us-east-1 = "ami-3f0c4628"
    us-west-2 = "ami-b871aad8"
  }
}

variable "subnets" {
  description = "Subnet by region; the network is a stack of its own"
  type        = map(string)
  default = {
    us-east-1 = "subnet-0a1b2c3d"
    us-west-2 = "subnet-4e5f6a7b"
  }
}

variable "security_groups" {
  description = "Security group by region"
  type        = map(string)
  default = {
    us-east-1 = "sg-0a1b2c3d"
    us-west-2 = "sg-4e5f6a7b"
  }
}

variable "instance_type" {
  type    = string
  default = "m4.large"
}

variable "instance_profile" {
  description = "Name of the IAM instance profile"
  type        = string
  default     = "windows-server"
}

variable "key_name" {
  description = "Key pair"
  type        = string
  default     = "windows"
}

variable "admin_password" {
  description = "Password of the local Administrator"
  type        = string
  sensitive   = true
}
