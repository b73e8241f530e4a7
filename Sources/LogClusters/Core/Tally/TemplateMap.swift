import SafeText

/// Which variable stands at each `<*>` of a template as it is shown.
///
/// Most often the first at the first, and so on. But a line may hold a `<*>` of its own, and a secret that
/// is hidden may take a variable with it: those places have no variable.
struct TemplateMap {
    /// What stands before a variable in the line that the template was made from.
    struct Context {
        var text: String
        /// The same without secrets.
        var redacted: String
    }

    /// Bytes before a variable that can tell what it is.
    private static let contextBytes = 120

    /// The variable at each `<*>` shown; nil where none is known.
    private(set) var places: [Int?] = []
    /// By variable.
    private(set) var contexts: [Context] = []

    init(of root: Int, in clusterer: Clusterer, shown: DisplayText, redactor: Redactor) {
        let total = Self.wildcards(in: shown)
        guard total > 0 else { return }
        let sample = Array(clusterer.store.sample(of: root))
        var spans: [Range<Int>] = []
        clusterer.eachVariable(of: root) { variable, range in
            if clusterer.splits.visible(variable, of: root) != nil { spans.append(range) }
        }
        for span in spans {
            let before = sample.prefix(span.lowerBound).suffix(Self.contextBytes)
            let text = DisplayText(bytes: before)
            contexts.append(
                Context(text: text.string, redacted: redactor.redact(text).string))
        }
        let hidesNothing = !shown.string.utf8.contains(Self.markStart)
        places =
            hidesNothing && total == spans.count
            ? Array(spans.indices) : Self.places(of: spans, in: sample, redactor: redactor)
        places =
            Array(places.prefix(total)) + Array(repeating: nil, count: max(0, total - places.count))
    }

    /// The first byte of the mark that stands for a secret, and of few other characters.
    private static let markStart: UInt8 = 0xE2

    /// A variable stands where its own `<*>` makes the shown text longer by one.
    private static func places(of spans: [Range<Int>], in sample: [UInt8], redactor: Redactor)
        -> [Int?]
    {
        var places: [Int?] = []
        var text: [UInt8] = []
        var at = 0
        for (variable, span) in spans.enumerated() where span.lowerBound >= at {
            text += sample[at..<span.lowerBound]
            text += Array(Clusterer.wildcard.utf8)
            at = span.upperBound
            let count = wildcards(in: redactor.redact(DisplayText(bytes: text)))
            guard count > places.count else { continue }
            places += Array(repeating: nil, count: count - places.count - 1) + [variable]
        }
        return places
    }

    private static func wildcards(in text: DisplayText) -> Int {
        var count = 0
        var last: (UInt8, UInt8) = (0, 0)
        for byte in text.string.utf8 {
            if byte == UInt8(ascii: ">"), last == (UInt8(ascii: "<"), UInt8(ascii: "*")) {
                count += 1
            }
            last = (last.1, byte)
        }
        return count
    }
}
