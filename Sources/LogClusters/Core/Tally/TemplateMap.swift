import SafeText

/// Which variable stands at each `<*>` of a template as it is shown.
///
/// Most often the first at the first, and so on. But a line may hold a `<*>` of its own, and a secret that
/// is hidden may take a variable with it: those places have no variable.
struct TemplateMap {
    /// Bytes before a variable that can tell what it is.
    private static let contextBytes = 120

    /// The variable at each `<*>` shown; nil where none is known.
    private(set) var places: [Int?] = []
    /// What stands before each variable, by variable.
    private(set) var contexts: [String] = []

    init(of root: Int, in clusterer: Clusterer, shown: DisplayText, redactor: Redactor) {
        let sample = clusterer.store.sample(of: root)
        var text: [UInt8] = []
        var at = 0
        var visible = 0
        for (variable, span) in clusterer.variableSpans(of: root, in: sample).enumerated() {
            text += sample.dropFirst(at).prefix(max(0, span.lowerBound - at))
            at = max(at, span.upperBound)
            contexts.append(
                DisplayText(bytes: text.suffix(Self.contextBytes)).string)
            text += Array(Clusterer.wildcard.utf8)
            let count = Self.wildcards(in: redactor.redact(DisplayText(bytes: text)))
            guard count > visible else { continue }
            places += Array(repeating: nil, count: count - visible - 1) + [variable]
            visible = count
        }
        let total = Self.wildcards(in: shown)
        places = Array(places.prefix(total))
        places += Array(repeating: nil, count: total - places.count)
    }

    private static func wildcards(in text: DisplayText) -> Int {
        text.string.split(separator: Clusterer.wildcard, omittingEmptySubsequences: false).count - 1
    }
}
