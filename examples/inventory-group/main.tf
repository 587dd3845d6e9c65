resource "aws_resourcegroups_group" "shop" {
  name = "shop"

  resource_query {
    query = jsonencode({
      ResourceTypeFilters = ["AWS::AllSupported"]
      TagFilters          = [{ Key = "owner", Values = ["shop", "shop-data"] }]
    })
  }
}
