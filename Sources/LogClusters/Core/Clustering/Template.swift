/// A cluster's text with its variables replaced by `<*>`.
extension Clusterer {
    /// What stands for a variable.
    static let wildcard = "<*>"

    /// The template of a shape's cluster as bytes: its sample with every variable replaced.
    ///
    /// Units stay behind their number, punctuation between and around variables stays, and a run of
    /// white space is shown as one space.
    func template(of id: Int) -> [UInt8] {
        let root = store.root(of: id)
        let fixed = splits.fixed[root] ?? []
        return store.withSample(of: root) { sample in
            var bytes: [UInt8] = []
            var at = 0
            eachVariable(of: root) { variable, range in
                guard range.lowerBound >= at else { return }
                Self.append(sample[at..<range.lowerBound], to: &bytes)
                if let value = fixed.first(where: { $0.variable == variable }) {
                    bytes.append(contentsOf: value.bytes)
                } else {
                    bytes.append(contentsOf: Self.wildcard.utf8)
                }
                at = range.upperBound
            }
            Self.append(sample[at...], to: &bytes)
            while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
            return bytes
        }
    }

    /// Adds text with every run of white space as one space.
    private static func append(_ text: Slice<UnsafeRawBufferPointer>, to bytes: inout [UInt8]) {
        for byte in text {
            let isSpace = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            if isSpace, bytes.isEmpty || bytes.last == UInt8(ascii: " ") { continue }
            bytes.append(isSpace ? UInt8(ascii: " ") : byte)
        }
    }
}
