/// What an answer must and must not contain: the keys `text`, `matches` and `lacks` below `expect`.
struct TextExpectation: Hashable, Sendable {
    /// Texts that all must be there.
    var texts: [String] = []
    /// Patterns that all must match somewhere.
    var patterns: [LinearPattern] = []
    /// Texts of which none may be there.
    var absent: [String] = []

    /// True when anything is fine.
    var isEmpty: Bool { texts.isEmpty && patterns.isEmpty && absent.isEmpty }
    /// True when an answer must come: nothing at all lacks every text.
    var needsAnswer: Bool { !texts.isEmpty || !patterns.isEmpty }

    /// Why an answer is not as expected; nil when it is.
    ///
    /// - Parameters:
    ///   - answer: Its bytes.
    ///   - name: What it is called in the sentence, such as `the body`.
    ///   - place: Goes after a text that is missing, such as ` in its first 64 KiB`.
    /// - Returns: A sentence.
    func failure(of answer: [UInt8], called name: String, place: String = "") -> String? {
        for text in texts where !Self.contains(answer, text) {
            return "\(name) does not contain “\(text)”\(place)"
        }
        for pattern in patterns where !pattern.occurs(in: answer) {
            return "\(name) does not match /\(pattern.text)/\(place)"
        }
        for text in absent where Self.contains(answer, text) {
            return "\(name) contains “\(text)”"
        }
        return nil
    }

    /// True when the answer contains what it must not, so that waiting for more is in vain.
    func isSpoilt(_ answer: [UInt8]) -> Bool {
        absent.contains { Self.contains(answer, $0) }
    }

    private static func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        var text = text
        return text.withUTF8 { wanted in
            guard let first = wanted.first else { return true }
            return bytes.withUnsafeBufferPointer { bytes in
                guard bytes.count >= wanted.count else { return false }
                for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
                    if bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
                }
                return false
            }
        }
    }
}
