/// Which editor a person's environment asks for, chosen as git does.
public enum EditorChoice {
    /// What is tried when the environment names none.
    static let usual = ["vi", "nano"]

    /// The command as a shell reads it, such as `vim -u NONE`.
    ///
    /// - Parameters:
    ///   - environment: The environment; `VISUAL` wins over `EDITOR`, and blank ones do not count.
    ///   - isInstalled: Whether a program is to be found by its name.
    /// - Returns: The command; nil when there is no editor.
    public static func command(
        in environment: [String: String], isInstalled: (String) -> Bool
    ) -> String? {
        for name in ["VISUAL", "EDITOR"] {
            if let value = environment[name], value.contains(where: { !$0.isWhitespace }) {
                return value
            }
        }
        return usual.first(where: isInstalled)
    }

    /// What a shell runs for a file: the command is split by the shell, the file's name never is.
    static func script(for command: String, file: String) -> String {
        let quoted = file.replacing("'", with: "'\\''")
        return "\(command) '\(quoted)'"
    }
}
