output "nums" {
  value = [0, 1.0, 1.50, 1e3, 1e-7, 1e20, 1e21, 1e22, 1 / 3, 2 / 3 * 3, 0.1 + 0.2, 100 / 3, 5 % 3, -5 % 3, 5.5 % 2, 9007199254740993, 0.30000000000000004, 1e100]
}
output "strs" {
  value = [for n in [0, 1.0, 1.50, 1e3, 1e-7, 1e21, 1 / 3, 0.1 + 0.2, 123456789012345678901234567890] : "${n}"]
}
resource "terraform_data" "n" {
  input = { big = 123456789012345678901234567890, third = 1 / 3, neg = -1.5, e = 1e50, small = 0.000001 }
}
output "j" {
  value = jsonencode([1 / 3, 1e21, 1e-7, 123456789012345678901234567890, 1.0])
}
output "y" {
  value = yamlencode([1 / 3, 1e21, 1e-7, 123456789012345678901234567890, 1.0])
}
output "f" {
  value = [format("%v", 1 / 3), format("%s", 1e21), format("%d", 1e21), format("%g", 1 / 3), format("%.3f", 2 / 3), format("%e", 123456), tostring(1e6), tonumber("1.10")]
}
