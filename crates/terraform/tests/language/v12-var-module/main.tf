module "a" {
  source = "./m"
  name   = null
  num    = "x"
  obj    = { b = 1 }
  list   = "a"
  port   = 99999
  pair   = ["a"]
  en     = "yes"
}
module "b" {
  source = "./m"
  name   = "ok"
  num    = 5
  obj    = { a = "x", extra = 1 }
  list   = ["a", ["b"]]
  port   = 80
  pair   = ["a", 1, 2]
  en     = true
}
module "c" {
  source = "./m"
  name   = "Bad"
  num    = 5
  obj    = { a = "x" }
  list   = []
  port   = 80
  pair   = ["a", 1]
  en     = "false"
}
