locals {
  c = @
  d = `x`
  e = a ? b
}
