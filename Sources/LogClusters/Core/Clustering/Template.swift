/// A cluster's text with its variables replaced by `<*>`.
extension Clusterer {
    /// What stands for a variable.
    static let wildcard = "<*>"

    /// The template of a shape's cluster as bytes: its sample with every variable replaced.
    func template(of id: Int) -> [UInt8] {
        let root = store.root(of: id)
        let sample = store.sample(of: root)
        var bytes: [UInt8] = []
        var at = 0
        for span in variableSpans(of: root, in: sample) {
            bytes.append(contentsOf: sample.dropFirst(at).prefix(max(0, span.lowerBound - at)))
            bytes.append(contentsOf: Self.wildcard.utf8)
            at = max(at, span.upperBound)
        }
        bytes.append(contentsOf: sample.dropFirst(at))
        return bytes
    }

    /// Where the variables of a shape are in its sample, as offsets from the sample's start.
    func variableSpans(of id: Int, in sample: ArraySlice<UInt8>) -> [Range<Int>] {
        var spans: [Range<Int>] = []
        tokens(of: sample).withUnsafeBufferPointer { tokens in
            align(tokens, with: id) { _, start, end in spans.append(start..<max(start, end)) }
        }
        return spans
    }
}
