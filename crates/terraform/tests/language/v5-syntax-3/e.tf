locals {
  x = "\q \u12 \uD800 \U00110000"
  y = "${"
}
