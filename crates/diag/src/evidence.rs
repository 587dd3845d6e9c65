//! What the values were at the place a diagnostic blames.

/// Values and the function call around the place, printed below the snippet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// What is mentioned and what it was: `("var.size", "is 3")`, sorted by the former.
    pub values: Vec<(String, String)>,
    /// The function that was being called.
    pub calling: Option<Calling>,
}

/// A function that was being called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calling {
    /// Its name as written in the call.
    pub called_as: String,
    /// Its own name.
    pub name: String,
    /// Parameters: name, and type as JSON text (`"string"`, `["list","string"]`).
    pub parameters: Vec<(String, String)>,
    /// The parameter that takes any number of arguments.
    pub variadic: Option<(String, String)>,
    /// Type of the result as JSON text.
    pub returns: String,
}
