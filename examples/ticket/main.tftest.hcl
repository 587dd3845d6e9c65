run "planned" {
  command = plan

  assert {
    condition     = output.text == "DISK FULL"
    error_message = "The title should be in capitals."
  }
}
