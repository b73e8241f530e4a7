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
        let tokens = tokens(of: sample)
        let kinds = Array(store.kinds(of: id))
        if tokens.count == kinds.count {
            return zip(tokens, kinds).filter { $0.1 == .mask }
                .map { Int($0.0.start)..<Int($0.0.end) }
        }
        return foldedSpans(tokens, kinds: kinds, hashes: Array(store.hashes(of: id)))
    }

    /// A folded shape has fewer pieces than its sample: a mask reaches up to the next known word.
    private func foldedSpans(_ tokens: [Token], kinds: [WordKind], hashes: [UInt64])
        -> [Range<Int>]
    {
        var spans: [Range<Int>] = []
        var next = 0
        for (position, kind) in kinds.enumerated() where next < tokens.count {
            guard kind == .mask else {
                next += 1
                continue
            }
            let start = Int(tokens[next].start)
            var end = Int(tokens[next].end)
            next += 1
            let following = position + 1 < hashes.count ? hashes[position + 1] : nil
            while next < tokens.count, tokens[next].hash != following {
                end = Int(tokens[next].end)
                next += 1
            }
            spans.append(start..<end)
        }
        return spans
    }
}
