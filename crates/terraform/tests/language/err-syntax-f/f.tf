locals {
  a = true ? 1
  b = true ? 1 :
  c = ? 1 : 2
  d = a ? b : c ? d : e
}
