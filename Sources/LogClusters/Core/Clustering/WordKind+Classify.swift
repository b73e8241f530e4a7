extension WordKind {
    /// Judges a word by its spelling; done once for each new shape.
    static func of(_ word: UnsafeBufferPointer<UInt8>, table: ByteTable, lists: WordLists)
        -> WordKind
    {
        var punctuated = false
        var camel = false
        var lower = false
        var previous: UInt8 = 0
        for byte in word {
            let bits = table.entries[Int(byte)]
            if bits & ByteTable.inner != 0, byte != UInt8(ascii: "-") { punctuated = true }
            if bits & ByteTable.upper != 0, previous & ByteTable.lower != 0 { camel = true }
            if bits & ByteTable.lower != 0 { lower = true }
            previous = bits
        }
        if !lower, isMethod(word) { return .capitals }
        let isCapitalised =
            word.first.map { table.entries[Int($0)] & ByteTable.upper != 0 } ?? false
        if !punctuated, !camel, isEvent(word, lists: lists) {
            return isCapitalised && lower ? [.event, .capitalised] : .event
        }
        if !lower, word.count >= 2 { return .capitals }
        var kind: WordKind = []
        if punctuated { kind.insert(.punctuated) }
        if camel { kind.insert(.camel) }
        if isCapitalised { kind.insert(.capitalised) }
        return kind
    }

    /// True for the methods of HTTP, which are verbs but tell what was asked for and not what happened.
    private static func isMethod(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard (3...7).contains(word.count), let start = word.baseAddress else { return false }
        return WordLists.isMethod(WordHash.pack(start, word.count, available: word.count))
    }

    private static func isEvent(_ word: UnsafeBufferPointer<UInt8>, lists: WordLists) -> Bool {
        if ends(word, "ed", atLeast: 5) || ends(word, "ing", atLeast: 6) { return true }
        guard word.count <= 10, let start = word.baseAddress else { return false }
        let length = min(word.count, 8)
        let lower = UInt64(0x2020_2020_2020_2020) &>> UInt64(64 &- length &* 8)
        return lists.isEvent(WordHash.pack(start, length, available: word.count) | lower)
    }

    private static func ends(
        _ word: UnsafeBufferPointer<UInt8>, _ ending: StaticString, atLeast length: Int
    ) -> Bool {
        guard word.count >= length else { return false }
        let offset = word.count - ending.utf8CodeUnitCount
        return (0..<ending.utf8CodeUnitCount).allSatisfy {
            word[offset + $0] | 32 == ending.utf8Start[$0]
        }
    }
}
