e = "not loaded"
