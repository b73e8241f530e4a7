extension Clusterer {
    /// The values that stand where the template of a text's cluster has `<*>`.
    ///
    /// Costs one more scan of the text, at the first time another one of the template's line.
    ///
    /// - Parameters:
    ///   - text: The text that was given to `shape(of:)`.
    ///   - shape: What `shape(of:)` returned for it.
    ///   - layout: Is filled at the first time and belongs to the root of the shape.
    ///   - body: Gets every value: the number of its `<*>`, counted from 0 in the order of
    ///     `template(of:)`, and its bytes, which are only valid during the call.
    func values(
        of text: UnsafeRawBufferPointer, shape: Int, layout: inout [UInt16],
        _ body: (_ variable: Int, UnsafeRawBufferPointer) -> Void
    ) {
        guard store.contains(shape) else { return }
        let root = store.root(of: shape)
        if layout.isEmpty { layout = Array(fillSlots(root)) }
        layout.withUnsafeBufferPointer { layout in
            eachValue(of: text, pattern: root, layout: layout) { variable, range in
                guard let number = splits.visible(variable, of: root) else { return }
                body(number, UnsafeRawBufferPointer(rebasing: text[range]))
            }
        }
    }

    /// The same for a single text.
    func values(
        of text: UnsafeRawBufferPointer, shape: Int,
        _ body: (_ variable: Int, UnsafeRawBufferPointer) -> Void
    ) {
        var layout: [UInt16] = []
        values(of: text, shape: shape, layout: &layout, body)
    }

    /// Passes on every variable of a shape's sample with its number and where it is.
    func eachVariable(of id: Int, _ body: (_ variable: Int, Range<Int>) -> Void) {
        store.withSample(of: id) { sample in
            var number = 0
            align(scanDetails(sample), with: id) { _, range in
                body(number, range)
                number += 1
            }
        }
    }

    /// Passes on what a text has in place of the variables that `eachVariable` tells of a shape.
    func eachValue(
        of text: UnsafeRawBufferPointer, pattern: Int,
        _ body: (_ variable: Int, Range<Int>) -> Void
    ) {
        eachValue(of: text, pattern: pattern, layout: fillSlots(pattern), body)
    }

    /// How many variables the template of a shape has up to each position.
    private func fillSlots(_ id: Int) -> UnsafeBufferPointer<UInt16> {
        let count = store[id].count
        slots.update(repeating: 0, count: count)
        store.withSample(of: id) { sample in
            align(scanDetails(sample), with: id) { position, _ in slots[position] &+= 1 }
        }
        for position in 1..<max(count, 1) { slots[position] &+= slots[position - 1] }
        return UnsafeBufferPointer(start: slots, count: count)
    }

    private func eachValue(
        of text: UnsafeRawBufferPointer, pattern: Int, layout: UnsafeBufferPointer<UInt16>,
        _ body: (_ variable: Int, Range<Int>) -> Void
    ) {
        var current = -1
        var number = 0
        var pending: Range<Int>?
        func pass() {
            guard let range = pending, !range.isEmpty, range.upperBound <= text.count else {
                return
            }
            body(number, range)
        }
        align(scanDetails(text), with: pattern) { position, range in
            let end = Int(layout[position])
            let start = position > 0 ? Int(layout[position - 1]) : 0
            guard end > start else { return }
            if position != current {
                pass()
                current = position
                number = start
                pending = range
            } else if number < end - 1 {
                pass()
                number += 1
                pending = range
            } else {
                // More variables than the template has here: the last one takes them all.
                pending = (pending?.lowerBound ?? range.lowerBound)..<range.upperBound
            }
        }
        pass()
    }

    /// Finds the pieces of a line that stand for the variables of a shape.
    ///
    /// Where the line has more or fewer positions than the shape, because neighbouring variables are
    /// one there, a variable reaches up to the next word that both have.
    ///
    /// - Parameters:
    ///   - pieces: The line, from `scanDetails`.
    ///   - id: The shape.
    ///   - body: Gets every piece: the position of the shape that it stands for, and its bytes' range.
    func align(
        _ pieces: UnsafeBufferPointer<Token>, with id: Int,
        _ body: (_ position: Int, _ range: Range<Int>) -> Void
    ) {
        let kinds = store.kinds(of: id)
        let count = kinds.count
        let isSame = pieces.count { !$0.kind.contains(.joined) } == count
        var next = 0
        for position in 0..<count where next < pieces.count {
            let first = next
            next = Self.end(of: next, in: pieces)
            let isMask = kinds[kinds.startIndex + position] == .mask
            if isMask, !isSame {
                let following = position + 1 < count ? store.hash(id, position + 1) : nil
                // A second variable behind this one takes what is left before the next word.
                while following != WordHash.mask, next < pieces.count,
                    pieces[next].hash != following
                {
                    next = Self.end(of: next, in: pieces)
                }
            }
            // The last position may hold variables among its words.
            let isTail = position == TokenScanner.limit - 1
            for piece in pieces[first..<next] where isMask || isTail && piece.kind.contains(.mask) {
                body(position, Int(piece.start)..<max(Int(piece.start), Int(piece.end)))
            }
        }
    }

    private static func end(of first: Int, in pieces: UnsafeBufferPointer<Token>) -> Int {
        var next = first + 1
        while next < pieces.count, pieces[next].kind.contains(.joined) { next += 1 }
        return next
    }
}
