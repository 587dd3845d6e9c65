ports = { http = "eighty" }
