/// What is known of a word beside its spelling; the empty set is a plain word.
struct WordKind: OptionSet {
    let rawValue: UInt8

    /// One or more neighbouring variables; its spelling is not part of the key.
    static let mask = WordKind(rawValue: 1)
    /// Holds punctuation such as `.` or `_`: more often a variable than a plain word.
    static let punctuated = WordKind(rawValue: 2)
    /// Changes from lower to upper case inside.
    static let camel = WordKind(rawValue: 4)
    /// Starts with a capital.
    static let capitalised = WordKind(rawValue: 8)
    /// Has no lower-case letter.
    static let capitals = WordKind(rawValue: 16)
    /// The value of `key=value`.
    static let value = WordKind(rawValue: 32)
    /// Names what happened, as `failed` and `up` do: rarely a variable.
    static let event = WordKind(rawValue: 64)
    /// Belongs to the position of the piece before it; only in a detailed scan.
    static let joined = WordKind(rawValue: 128)
    /// The kinds that give way to a wildcard first.
    static let weak: WordKind = [.punctuated, .camel]
    /// The kinds of which several may give way at once.
    static let loose: WordKind = [.punctuated, .camel, .value]
}

/// One piece of a line: a word, or a run of variables.
struct Token {
    /// The hash of the word's bytes; `WordHash.mask` for variables.
    var hash: UInt64
    /// Offset of the first byte.
    var start: Int32
    /// Offset behind the last byte.
    var end: Int32
    /// What the scanner already knows of it.
    var kind: WordKind
}
