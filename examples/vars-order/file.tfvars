stage = "from a file"
