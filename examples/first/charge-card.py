def lambda_handler(event, context):
    number = event["order"].split("-")[1]
    return {"status": "paid", "receipt": "r-" + number}
