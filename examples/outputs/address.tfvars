host = "https://shop.example.com"
