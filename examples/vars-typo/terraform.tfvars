stage  = "dev"
replica = 3
