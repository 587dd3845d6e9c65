resource terraform_data c {
  input == 1
}
