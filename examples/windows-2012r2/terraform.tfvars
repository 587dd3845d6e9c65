admin_password = "not-a-real-one"
