import Glibc
import LocatedYAML

/// `password_env: NAME`: a password that comes from the environment, and is asked for at every attempt.
struct PasswordVariable: Hashable, Sendable {
    /// The variable's name.
    let name: String

    /// Takes the key; nil when it is not given.
    init?(_ probe: inout MappingReader) throws {
        guard let node = probe.optionalNode("password_env") else { return nil }
        let expected = "the name of an environment variable"
        let name = try node.string(expected: expected)
        guard let first = name.utf8.first, !(0x30...0x39).contains(first),
            name.utf8.allSatisfy({
                0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x5F
            })
        else {
            // What was written may be the password itself.
            throw ConfigurationError(
                at: node.location, foundPhrase: "a text that is not shown", expected: expected)
        }
        self.name = name
    }

    /// The password to use: the variable's, or else one that is known already.
    ///
    /// - Returns: A failure of our own side when the variable is not set.
    static func password(
        _ variable: PasswordVariable?, else known: String?
    ) -> Result<String?, ProbeFailure> {
        guard let variable else { return .success(known) }
        guard let value = getenv(variable.name) else {
            return .failure(
                .local("no env", "the environment variable \(variable.name) is not set"))
        }
        return .success(String(cString: value))
    }
}

extension MappingReader {
    /// A condition on a value, if given.
    mutating func valueCondition(_ key: String) throws -> ValueCondition? {
        guard let node = optionalNode(key) else { return nil }
        let expected = "a value, or a bound such as \"< 100\""
        guard let condition = ValueCondition(try node.string(expected: expected)) else {
            throw node.error(expected: expected)
        }
        return condition
    }
}
