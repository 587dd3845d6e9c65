run "none_is_refused" {
  command = plan

  variables {
    copies = 0
  }

  expect_failures = [var.copies]
}
