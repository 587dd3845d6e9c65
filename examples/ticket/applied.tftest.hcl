run "opened" {
  assert {
    condition     = output.text == "DISK FULL"
    error_message = "The title should be in capitals."
  }
}

run "opened_again" {
  command = plan

  variables {
    title = "${run.opened.text}, again"
  }

  assert {
    condition     = terraform_data.ticket.input == "DISK FULL, AGAIN"
    error_message = "It is ${terraform_data.ticket.input}."
  }
}
