
variable "s" {
  default   = "x"
  sensitive = true
}
output "add_multi" { value = "a\n  b\n" }
output "add_json" { value = jsonencode({ a = [1] }) }
output "add_list" { value = ["a", { b = 1 }] }
output "add_sens" { 
  value = var.s 
  sensitive = true
}
output "chg_sens" { 
  value = var.s 
  sensitive = true
}
output "same_sens" { 
  value = var.s 
  sensitive = true
}
output "becomes_sens" { 
  value = "plain" 
  sensitive = true
}
output "stops_sens" { value = "plain" }
output "stops_sens2" { value = "plain" }
output "null_now" { value = null }
output "was_null" { value = 1 }
output "set" { value = toset(["b","a","c"]) }
output "map" { value = tomap({ a = "1", b = "2" }) }
output "num" { value = 3 }
output "bool" { value = true }
output "same" { value = [1,2] }
output "obj" { value = { id = 1, name = "n", tags = { a = 1 }, z = [1,2,3] } }
output "multi" { value = "a\nx\nc" }
output "json" { value = jsonencode({ a = [2] }) }
output "a-b" { value = 1 }
output "empty_list" { value = [] }
output "emptied" { value = {} }
