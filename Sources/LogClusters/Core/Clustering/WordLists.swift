/// The few English and technical words that the tokeniser knows.
///
/// Words are kept as numbers (`WordHash.pack`), so that a look-up compares no strings. None of them
/// names a program or a data set.
final class WordLists {
    /// Units that belong to the number before them.
    let units: [UInt64]
    /// Keys whose value is text to be read word by word.
    let textKeys: [UInt64]
    /// Keys whose value is one of a closed set and stays a word.
    let levelKeys: [UInt64]
    /// Words that name what happened, beside those in -ed and -ing.
    let events: [UInt64]

    init() {
        units = Self.packed(
            "B KB MB GB TB KiB MiB GiB kB ms us ns s sec secs seconds msec min mins hrs bytes byte")
        textKeys = Self.packed("msg message err error event reason text body exceptio")
        levelKeys = Self.packed("level lvl severity sev loglevel")
        events = Self.packed(
            "up down start stop on off open close success failure fail error enable disable connect"
                + " begin end add remove create delete read write get set send receive sent lost"
                + " login logout ok in out from to timeout succeede disconne")
    }

    /// `true`, `false`, `null`, `nil` and `None`, as programs spell them.
    @inline(__always)
    static func isConstant(_ packed: UInt64, _ length: Int) -> Bool {
        switch length {
        case 3: packed == pack("nil")
        case 4:
            packed == pack("true") || packed == pack("True") || packed == pack("TRUE")
                || packed == pack("null") || packed == pack("NULL") || packed == pack("None")
        case 5: packed == pack("false") || packed == pack("False") || packed == pack("FALSE")
        default: false
        }
    }

    /// The three-letter names of months and days.
    @inline(__always)
    static func isDateName(_ packed: UInt64) -> Bool {
        switch packed {
        case pack("Jan"), pack("Feb"), pack("Mar"), pack("Apr"), pack("May"), pack("Jun"),
            pack("Jul"), pack("Aug"), pack("Sep"), pack("Oct"), pack("Nov"), pack("Dec"),
            pack("Mon"), pack("Tue"), pack("Wed"), pack("Thu"), pack("Fri"), pack("Sat"),
            pack("Sun"):
            true
        default: false
        }
    }

    /// A literal of at most eight bytes as a number.
    @inline(__always)
    static func pack(_ literal: StaticString) -> UInt64 {
        var word: UInt64 = 0
        var index = min(literal.utf8CodeUnitCount, 8)
        while index > 0 {
            index &-= 1
            word = word &<< 8 | UInt64(literal.utf8Start[index])
        }
        return word
    }

    private static func packed(_ words: String) -> [UInt64] {
        words.split(separator: " ").map { word in
            word.utf8.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
