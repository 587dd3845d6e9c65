${templatefile("e.tpl", {})}
