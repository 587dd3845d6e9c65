%{ if x }
