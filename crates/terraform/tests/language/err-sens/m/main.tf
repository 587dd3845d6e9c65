output "hidden" {
  value     = "h"
  sensitive = true
}
