run "stage_in_front" {
  command = plan

  assert {
    condition     = output.names[0] == "test-checkout"
    error_message = "The stage should come first."
  }
}

run "two_names" {
  command = plan

  assert {
    condition     = length(output.names) == 2
    error_message = "There should be two names."
  }
}
