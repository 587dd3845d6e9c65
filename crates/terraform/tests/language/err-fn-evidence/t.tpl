Hello ${name},
${missing} and ${upper(name, 1)}
