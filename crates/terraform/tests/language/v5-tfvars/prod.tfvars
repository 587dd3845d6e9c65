c = []
d = { only = "prod" }
h = null
