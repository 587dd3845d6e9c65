resource "terraform_data" "a" {
  input = {
    rules = [
      { port = 80, cidrs = ["10.0.0.0/8", "192.168.0.0/16"], desc = "web" },
      { port = 8443, cidrs = ["0.0.0.0/0"], desc = "tls" },
      { port = 22, cidrs = [], desc = "ssh" },
      { port = 25, cidrs = [], desc = null },
    ]
    names = ["a", "c", "d", "x", "f", "e"]
    deep  = [[1, 2], [3, 5], []]
    obj   = { same = 1, change = "y", added = null }
  }
}
