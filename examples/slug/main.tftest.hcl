run "no_blanks" {
  command = plan

  assert {
    condition     = output.slug == "out-of-memory"
    error_message = "The slug is ${output.slug}."
  }
}
