import Glibc
import IncidentModel
import LocatedYAML
import NIOHTTP1
import SafeText

/// The header fields of a request as configured: `headers: {Name: value}`, with `${NAME}` in values.
struct HTTPFields: Sendable {
    private struct Field: Sendable {
        var name: String
        var text: EnvironmentText
        /// With the values of the variables; empty when one is missing.
        var value: String
        /// Must not be seen, nor sent to another host.
        var isSecret: Bool
    }

    private let fields: [Field]
    /// Why the request cannot be made: a variable is missing; nil when it can.
    let failure: ProbeFailure?

    /// Reads the mapping below `headers`; variables are looked up now.
    init(_ node: LocatedNode?) throws {
        var failure: ProbeFailure?
        fields = try HTTPFields.entries(node).map { entry in
            let text = try entry.value.environmentText("a header value")
            var value = ""
            switch text.filledNow() {
            case .success(let filled) where !HTTPFields.isOneLine(filled):
                failure = .local(
                    "no var", "a variable of the header \(entry.key) has a line break")
            case .success(let filled): value = filled
            case .failure(let missing): failure = failure ?? missing
            }
            guard HTTPFields.isOneLine(entry.value.text ?? "") else {
                throw entry.value.error(expected: "a header value on one line")
            }
            let isSecret = !text.names.isEmpty || HTTPFields.isSecret(entry.key, value)
            return Field(name: entry.key, text: text, value: value, isSecret: isSecret)
        }
        self.failure = failure
    }

    /// Names with plain texts, as below `expect: {header: …}`.
    static func entries(_ node: LocatedNode?) throws -> [LocatedEntry] {
        guard let node else { return [] }
        let expected = "a mapping of header names to values"
        guard let entries = node.entries else { throw node.error(expected: expected) }
        for entry in entries where !isToken(entry.key) {
            throw ConfigurationError(
                at: entry.location, found: entry.key, expected: "the name of a header")
        }
        return entries
    }

    /// Puts the fields into a request.
    ///
    /// - Parameters:
    ///   - headers: The request's; fields of the same name are replaced.
    ///   - isForeign: True for another host than the configured one: secrets and `Host` stay away.
    func add(to headers: inout HTTPHeaders, isForeign: Bool = false) {
        for field in fields {
            if isForeign, field.isSecret || field.name.lowercased() == "host" { continue }
            headers.replaceOrAdd(name: field.name, value: field.value)
        }
    }

    /// Values that must not be shown, should a server send them back.
    var secretValues: [String] {
        fields.filter(\.isSecret).flatMap { field in
            field.text.valuesNow + [field.value]
                + field.value.split(separator: " ").dropFirst().map(String.init)
        }
    }

    /// The options of curl that send the same, quoted; a secret written out in the file is left out.
    var commandWords: [String] {
        fields.flatMap { field in
            let isShown = !field.isSecret || !field.text.names.isEmpty
            let word =
                isShown
                ? field.text.shellWord(after: field.name + ": ")
                : ShellQuoting.quote(field.name + ": …")
            return ["-H", word]
        }
    }

    /// A line break would smuggle in further headers.
    private static func isOneLine(_ value: String) -> Bool {
        value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }

    private static func isSecret(_ name: String, _ value: String) -> Bool {
        let name = name.lowercased()
        let words = ["auth", "cookie", "token", "secret", "key", "password", "session"]
        let line = "\(name): \(value)"
        return words.contains { name.contains($0) } || Redactor.standard.redact(line) != line
    }

    /// RFC 9110 §5.6.2.
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39) ~= byte || (0x41...0x5A) ~= byte || (0x61...0x7A) ~= byte
                    || "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
    }
}

extension LocatedNode {
    /// The node as a text that may refer to variables.
    func environmentText(_ expected: String) throws -> EnvironmentText {
        guard let text = EnvironmentText(try string(expected: expected)) else {
            throw error(expected: "a variable as ${NAME}; $${ stands for ${ itself")
        }
        return text
    }

    /// The node as a regular expression.
    func pattern() throws -> LinearPattern {
        do {
            return try LinearPattern(try string(expected: "a regular expression"))
        } catch let problem as LinearPattern.Problem {
            throw error(expected: "a regular expression \(problem.expected)")
        }
    }

    /// The node as a URL of one of these schemes.
    func probeURL(schemes: [String]) throws -> ProbeURL {
        let starts = schemes.map { $0 + "://" }.joined(separator: " or ")
        let text = try string(expected: "a URL that starts with \(starts)")
        do {
            return try ProbeURL(text, schemes: schemes)
        } catch {
            throw self.error(expected: error.expected)
        }
    }
}

extension EnvironmentText {
    /// The text with the values that this program was started with.
    func filledNow() -> Result<String, ProbeFailure> {
        filled(Self.value).mapError { missing in
            .local("no var", "the environment variable \(missing.name) is not set")
        }
    }

    /// The values that it takes from the environment.
    var valuesNow: [String] { names.compactMap(Self.value) }

    private static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}

extension TextExpectation {
    /// Reads `text`, `matches` and `lacks`.
    init(_ expect: inout MappingReader) throws {
        self.init()
        texts = try expect.strings("text")
        absent = try expect.strings("lacks")
        guard let node = expect.optionalNode("matches") else { return }
        patterns = try (node.elements ?? [node]).map { try $0.pattern() }
    }
}
