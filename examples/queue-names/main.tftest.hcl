run "names_carry_the_stage" {
  command = plan

  assert {
    condition     = output.names == ["checkout-test", "checkout-live"]
    error_message = "The names are ${jsonencode(output.names)}."
  }
}

run "a_stage_more" {
  command = plan

  variables {
    stages = ["test", "live", "demo"]
  }

  assert {
    condition     = length(output.names) == 3
    error_message = "There should be three names."
  }
}
