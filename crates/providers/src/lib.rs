//! The bundled providers: aws, terraform and the small ones that tutorials use.
