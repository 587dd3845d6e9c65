}
locals {}
