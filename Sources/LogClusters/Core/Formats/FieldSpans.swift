/// Where the fields of one line were found: a range of the line for each role.
///
/// A class with its own storage, because it is filled once a line and must neither be copied nor
/// allocated again.
final class FieldSpans {
    /// One field.
    struct Span {
        var start: Int32 = 0
        /// Before the start when the field is absent.
        var end: Int32 = -1
        /// The place in the list of spellings; the first is the best.
        var rank: UInt8 = .max
        /// How the value is written.
        var kind = Kind.text
    }

    /// How a value is written.
    enum Kind: UInt8 {
        /// As it stands.
        case text
        /// With backslash escapes.
        case escaped
        /// JSON's array of byte values.
        case byteArray
    }

    /// The time in nanoseconds since the epoch where the layout was matched by it.
    var moment: Int64?
    /// How the severity is written.
    var scale = SeverityScale.word
    /// True when any field was found.
    private(set) var isAny = false
    private let spans: UnsafeMutablePointer<Span>
    private static let count = FieldRole.allCases.count

    init() {
        spans = .allocate(capacity: Self.count)
        spans.initialize(repeating: Span(), count: Self.count)
    }

    deinit { spans.deallocate() }

    /// Forgets all fields.
    @inline(__always)
    func clear() {
        for index in 0..<Self.count { spans[index] = Span() }
        moment = nil
        scale = .word
        isAny = false
    }

    /// Notes a field unless a better spelling of it was found.
    @inline(__always)
    func set(_ role: FieldRole, _ start: Int, _ end: Int, rank: UInt8 = 0, kind: Kind = .text) {
        guard rank < spans[Int(role.rawValue)].rank else { return }
        spans[Int(role.rawValue)] = Span(
            start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
            rank: rank, kind: kind)
        isAny = true
    }

    /// The range of a field; nil when the line has none.
    @inline(__always)
    subscript(_ role: FieldRole) -> Range<Int>? {
        let span = spans[Int(role.rawValue)]
        return span.end >= span.start ? Int(span.start)..<Int(span.end) : nil
    }

    /// How a field's value is written.
    @inline(__always)
    func kind(of role: FieldRole) -> Kind { spans[Int(role.rawValue)].kind }
}
