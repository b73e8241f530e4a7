import IncidentModel

/// What an HTTP answer must be to count as up.
struct HTTPExpectation: Hashable, Sendable {
    /// Bytes of the body that are read for conditions; the rest is not waited for.
    static let bodyLimit = 65_536

    var status = StatusPattern.ordinary
    /// A text that the body must contain.
    var text: String?
    /// Headers that must be there, and the text each value must contain.
    var headers: [Header] = []
    /// Values that the body, read as JSON, must hold.
    var json: [JSONCondition] = []

    struct Header: Hashable, Sendable {
        var name: String
        /// Empty when the header only must be there.
        var value: String
    }

    /// An answer as far as it was read.
    struct Answer {
        var status: Int
        /// Such as `Service Unavailable`; may be empty.
        var phrase: String
        var headers: [(name: String, value: String)]
        var body: [UInt8]
        /// True when the body went on beyond `bodyLimit`.
        var isCut: Bool
    }

    /// Why an answer is not good; nil when it is.
    func failure(of answer: Answer) -> ProbeFailure? {
        let summary = "\(answer.status)"
        guard status.accepts(answer.status) else {
            let line = "HTTP \(answer.status)" + (answer.phrase.isEmpty ? "" : " \(answer.phrase)")
            // Plain failures speak for themselves; an unexpected success does not.
            return .down(
                summary, answer.status >= 400 ? line : "\(line), expected \(status.words)",
                answer.status >= 500 ? .serverError : .rejected)
        }
        for header in headers {
            if let reason = missing(header, in: answer) { return .down(summary, reason) }
        }
        let whereTo = answer.isCut ? " in its first \(Words.bytes(Self.bodyLimit))" : ""
        if let text, answer.body.firstRange(of: Array(text.utf8)) == nil {
            return .down(summary, "the body does not contain “\(text)”\(whereTo)")
        }
        guard !json.isEmpty else { return nil }
        if answer.isCut {
            return .down(summary, "the body is longer than \(Words.bytes(Self.bodyLimit)) of JSON")
        }
        return JSONCondition.failure(of: json, in: answer.body).map { .down(summary, $0) }
    }

    private func missing(_ header: Header, in answer: Answer) -> String? {
        let name = header.name.lowercased()
        let values = answer.headers.filter { $0.name.lowercased() == name }.map(\.value)
        if values.isEmpty { return "the header \(header.name) is missing" }
        if header.value.isEmpty || values.contains(where: { $0.contains(header.value) }) {
            return nil
        }
        return "the header \(header.name) is “\(values[0])”, expected “\(header.value)”"
    }
}
