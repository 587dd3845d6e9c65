${name} %{ for l in list }${l}%{ endfor }
