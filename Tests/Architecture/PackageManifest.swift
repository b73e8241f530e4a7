/// The dependencies that `Package.swift` declares, read from its text.
///
/// Asking SwiftPM would wait for the lock that the running test command holds.
struct PackageManifest {
    /// For each target, the names it depends on: our targets and others' modules.
    private(set) var dependencies: [String: Set<String>] = [:]

    /// Constants such as `yams`, and the modules they stand for.
    private var constants: [String: Set<String>] = [:]

    init(text: String) {
        for line in text.split(separator: "let ", omittingEmptySubsequences: false).dropFirst() {
            let name = line.prefix { $0.isLetter || $0.isNumber }
            let definition = line.prefix(
                upTo: line.firstRange(of: "\n\n")?.lowerBound ?? line.endIndex)
            guard definition.contains(".product(") else { continue }
            let isList = definition.contains(".map {")
            let source = isList ? definition.prefix { $0 != "{" } : definition.drop { $0 != "(" }
            let strings = Self.strings(in: source)
            constants[String(name)] = Set(isList ? strings : Array(strings.prefix(1)))
        }
        for opening in ["layer(", ".target(", ".executableTarget("] {
            for call in Self.calls(opening, in: text) { add(call) }
        }
    }

    private mutating func add(_ call: Substring) {
        guard let name = Self.strings(in: call).first else { return }
        let body = call.firstRange(of: "dependencies:").map { call[$0.upperBound...] } ?? call
        // What only tests use, resources and plugins stand behind the dependencies, with labels.
        var list = Self.beforeNextLabel(body)
        guard let start = list.firstIndex(of: "[") else {
            dependencies[name] = []
            return
        }
        list = list[start...]
        var names = Set(Self.strings(in: list))
        for (constant, modules) in constants where Self.mentions(constant, in: list) {
            names.formUnion(modules)
        }
        dependencies[name] = names
    }

    /// The text up to the next `label:`; the name of the target, which may come first, has none here.
    private static func beforeNextLabel(_ text: Substring) -> Substring {
        let start = text.firstIndex(of: "[") ?? text.startIndex
        var isInString = false
        let colon = text[start...].firstIndex { character in
            if character == "\"" { isInString.toggle() }
            return character == ":" && !isInString
        }
        guard let colon else { return text }
        let label = text[..<colon].lastIndex { !$0.isLetter }
        return text.prefix(upTo: label ?? colon)
    }

    /// The insides of all calls that begin with `opening` and name their target at once.
    private static func calls(_ opening: String, in text: String) -> [Substring] {
        text.ranges(of: opening).compactMap { range in
            var depth = 1
            let end = text[range.upperBound...].firstIndex { character in
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                return depth == 0
            }
            let inside = text[range.upperBound..<(end ?? text.endIndex)]
            let first = inside.drop { $0.isWhitespace }
            return first.hasPrefix("\"") || first.hasPrefix("name: \"") ? inside : nil
        }
    }

    private static func strings(in text: Substring) -> [String] {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
        return parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    private static func mentions(_ word: String, in text: Substring) -> Bool {
        text.split { !$0.isLetter && !$0.isNumber && $0 != "\"" }.contains { $0 == word }
    }
}
