extension Clusterer {
    /// The values that stand where the template of a text's cluster has `<*>`.
    ///
    /// Costs a second scan of the text, about a microsecond, and allocates nothing.
    ///
    /// - Parameters:
    ///   - text: The text that was given to `shape(of:)`.
    ///   - shape: What `shape(of:)` returned for it.
    ///   - body: Gets every value: the number of its `<*>`, counted from 0 in the order of
    ///     `template(of:)`, and its bytes, which are only valid during the call.
    func values(
        of text: UnsafeRawBufferPointer, shape: Int,
        _ body: (_ variable: Int, UnsafeRawBufferPointer) -> Void
    ) {
        guard store.contains(shape) else { return }
        let count = scan(text)
        let found = UnsafeBufferPointer(start: tokens, count: count)
        align(found, with: store.root(of: shape)) { variable, start, end in
            guard start >= 0, start < end, end <= text.count else { return }
            body(variable, UnsafeRawBufferPointer(rebasing: text[start..<end]))
        }
    }

    /// Finds the pieces of a line that stand for the masks of a shape.
    ///
    /// Where the line has more or fewer pieces than the shape, because neighbouring variables are one
    /// there, a mask reaches up to the next word that both have.
    func align(
        _ tokens: UnsafeBufferPointer<Token>, with id: Int,
        _ body: (_ variable: Int, _ start: Int, _ end: Int) -> Void
    ) {
        var variable = 0
        var next = 0
        let count = store[id].count
        for position in 0..<count where next < tokens.count {
            guard store.kind(id, position) == .mask else {
                next += 1
                continue
            }
            let first = next
            next += 1
            if count != tokens.count {
                let following = position + 1 < count ? store.hash(id, position + 1) : nil
                if following == WordHash.mask {
                    // A second mask behind this one takes what is left before the next word.
                } else {
                    while next < tokens.count, tokens[next].hash != following { next += 1 }
                }
            }
            body(variable, Int(tokens[first].start), Int(tokens[next - 1].end))
            variable += 1
        }
    }
}
