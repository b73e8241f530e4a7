/// One statement of a program that writes a line.
public struct CorpusTemplate: Sendable {
    /// A part of a message.
    enum Piece: Sendable {
        case text(String)
        case variable(CorpusVariable)
    }

    /// A stack trace behind a message.
    struct Trace: Sendable {
        var language: CorpusTrace
        var exception: [Piece]
        /// What caused the exception; empty without a cause.
        var root: [Piece]
    }

    /// A field that a JSON logger adds to the message.
    struct Field: Sendable {
        var key: String
        var value: [Piece]
    }

    /// The letter of its level; see `CorpusText`.
    let level: Character
    let pieces: [Piece]
    let fields: [Field]
    let trace: Trace?

    /// What the header shows as the origin; empty for most layouts.
    let component: String

    /// Reads one line of `CorpusText`.
    init(_ line: Substring, layout: CorpusLayout) throws(CorpusError) {
        var rest = line
        level = layout == .bare ? "I" : rest.first ?? "I"
        if layout != .bare { rest = rest.dropFirst(2) }
        if layout.hasComponent, level != "P", let colon = rest.firstRange(of: ": ") {
            component = String(rest[..<colon.lowerBound])
            rest = rest[colon.upperBound...]
        } else {
            component = ""
        }
        if let at = Self.split(rest, before: " @", orAtStart: "@") {
            trace = try Self.trace(at.tail)
            rest = at.head
        } else {
            trace = nil
        }
        let parts = rest.split(separator: " || ", maxSplits: 1)
        pieces = try Self.pieces(parts.first ?? "")
        fields = try parts.count > 1 ? Self.fields(parts[1]) : []
    }

    /// The message with `<*>` for each variable; a trace gives its exception.
    public var text: String {
        let head = Self.text(pieces)
        guard let trace, trace.language.showsException else { return head }
        let exception = trace.language.lead + Self.text(trace.exception)
        return head.isEmpty ? exception : head + ": " + exception
    }

    private static func text(_ pieces: [Piece]) -> String {
        pieces.reduce(into: "") { text, piece in
            switch piece {
            case .text(let literal): text += literal
            case .variable: text += "<*>"
            }
        }
    }

    private static func split(_ line: Substring, before mark: String, orAtStart start: String)
        -> (head: Substring, tail: Substring)?
    {
        if line.hasPrefix(start) { return ("", line.dropFirst(start.count)) }
        for range in line.ranges(of: mark).reversed() {
            let tail = line[range.upperBound...]
            let name = tail.prefix { $0.isLetter }
            if CorpusTrace(rawValue: String(name)) != nil {
                return (line[..<range.lowerBound], tail)
            }
        }
        return nil
    }

    private static func trace(_ text: Substring) throws(CorpusError) -> Trace {
        let name = text.prefix { $0.isLetter }
        guard let language = CorpusTrace(rawValue: String(name)) else {
            throw CorpusError("no language for a trace: \(text)")
        }
        let parts = text.dropFirst(name.count + 1).split(separator: " ;; ", maxSplits: 1)
        return Trace(
            language: language, exception: try pieces(parts.last ?? ""),
            root: parts.count > 1 ? try pieces(parts[0]) : [])
    }

    private static func fields(_ text: Substring) throws(CorpusError) -> [Field] {
        var fields: [Field] = []
        for pair in text.split(separator: ", ") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { throw CorpusError("no key=value: \(pair)") }
            fields.append(Field(key: String(parts[0]), value: try pieces(parts[1])))
        }
        return fields
    }

    static func pieces(_ text: Substring) throws(CorpusError) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text
        while let open = rest.firstIndex(of: "«"), let close = rest.firstIndex(of: "»") {
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(.variable(try CorpusVariable(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }
}

/// A mistake in the corpus' own text.
public struct CorpusError: Error, CustomStringConvertible {
    /// One sentence without an end.
    public let description: String

    init(_ description: String) { self.description = description }
}
