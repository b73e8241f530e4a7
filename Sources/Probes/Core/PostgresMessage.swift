/// What libpq says when a connection or a query fails, taken apart.
///
/// With verbosity VERBOSE a server's message reads `FATAL:  28P01: text`, then lines such as `HINT:  …`
/// (libpq manual, PQsetErrorVerbosity); the severity may be in the server's language.
struct PostgresMessage: Hashable, Sendable {
    /// What the server sent; empty when libpq itself failed.
    var state = ""
    /// The message proper, on one line.
    var text: String
    /// The server's hint or detail, if any.
    var hint: String?
    var detail: String?

    init(state: String = "", text: String, hint: String? = nil, detail: String? = nil) {
        self.state = state
        self.text = text
        self.hint = hint
        self.detail = detail
    }

    /// Reads the text of PQerrorMessage after a failed connection.
    ///
    /// It may hold several: libpq tries again without TLS. The one that says most is taken: a refusal
    /// by rule (28000) only if there is no other.
    init(connecting text: String) {
        var messages: [PostgresMessage] = []
        for line in text.split(whereSeparator: \.isNewline) {
            Self.read(line, into: &messages)
        }
        let best = messages.first { !$0.state.isEmpty && $0.state != "28000" }
        self = best ?? messages.first ?? PostgresMessage(text: "the connection failed")
    }

    private static func read(_ line: Substring, into messages: inout [PostgresMessage]) {
        // Continuation lines of libpq's own messages, such as "\tIs the server running …".
        if line.hasPrefix("\t") { return }
        let bare = withoutPlace(line)
        if let server = serverMessage(bare) {
            messages.append(server)
        } else if let last = messages.indices.last, !messages[last].state.isEmpty,
            bare.startIndex == line.startIndex
        {
            if let hint = after("HINT:  ", line) { messages[last].hint = hint }
            if let detail = after("DETAIL:  ", line) { messages[last].detail = detail }
        } else {
            messages.append(PostgresMessage(text: String(bare)))
        }
    }

    /// Drops `connection to server at "…", port N failed: `, which says what the reading says anyway.
    private static func withoutPlace(_ line: Substring) -> Substring {
        guard line.hasPrefix("connection to server "), let end = line.firstRange(of: " failed: ")
        else { return line }
        return line[end.upperBound...]
    }

    /// `FATAL:  28P01: text`.
    private static func serverMessage(_ line: Substring) -> PostgresMessage? {
        guard let gap = line.firstRange(of: ":  "), !line[..<gap.lowerBound].contains(" ") else {
            return nil
        }
        let rest = line[gap.upperBound...]
        let state = rest.prefix(5)
        guard state.utf8.count == 5, rest.dropFirst(5).hasPrefix(": "),
            state.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 })
        else { return nil }
        return PostgresMessage(state: String(state), text: String(rest.dropFirst(7)))
    }

    private static func after(_ mark: String, _ line: Substring) -> String? {
        line.hasPrefix(mark) ? String(line.dropFirst(mark.count)) : nil
    }
}
