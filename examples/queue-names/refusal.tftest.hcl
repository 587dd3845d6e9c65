run "capitals_are_refused" {
  command = plan

  variables {
    service = "Checkout"
  }

  expect_failures = [var.service]
}

run "digits_are_refused" {
  command = plan

  variables {
    service = "checkout-two"
  }

  expect_failures = [var.service]
}

run "never_begun" {
  command = plan
}
