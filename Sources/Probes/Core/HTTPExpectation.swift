import IncidentModel

/// What an HTTP answer must be to count as up.
struct HTTPExpectation: Hashable, Sendable {
    /// Bytes of the body that are read for conditions; the rest is not waited for.
    static let bodyLimit = 65_536

    /// Statuses that are good; nil for the ordinary ones, among which redirects are followed.
    var status: StatusPattern?
    /// What the body must and must not contain.
    var text = TextExpectation()
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

    /// True when more than the status and the speed matter.
    var looksInside: Bool { !text.isEmpty || !headers.isEmpty || !json.isEmpty }

    /// Why a status is not good; nil when it is.
    func failure(ofStatus status: Int, _ phrase: String) -> ProbeFailure? {
        let good = self.status ?? .ordinary
        if good.accepts(status) { return nil }
        let line = Self.line(status, phrase)
        // Plain failures speak for themselves; an unexpected success does not.
        return .down(
            "\(status)", status >= 400 ? line : "\(line), expected \(good.words)",
            status >= 500 ? .serverError : .rejected)
    }

    /// `HTTP 503 Service Unavailable`.
    static func line(_ status: Int, _ phrase: String) -> String {
        "HTTP \(status)" + (phrase.isEmpty ? "" : " \(phrase)")
    }

    /// Why an answer is not good; nil when it is.
    func failure(of answer: Answer) -> Finding? {
        let summary = "\(answer.status)"
        if let failure = failure(ofStatus: answer.status, answer.phrase) {
            return Finding(failure: failure)
        }
        for header in headers {
            if let reason = missing(header, in: answer) {
                return Finding(failure: .down(summary, reason))
            }
        }
        let place = answer.isCut ? " in its first \(Words.bytes(Self.bodyLimit))" : ""
        if let reason = text.failure(of: answer.body, called: "the body", place: place) {
            return Finding(failure: .down(summary, reason))
        }
        guard !json.isEmpty else { return nil }
        if answer.isCut {
            let limit = Words.bytes(Self.bodyLimit)
            return Finding(failure: .down(summary, "the body is longer than \(limit) of JSON"))
        }
        return JSONCondition.failure(of: json, in: answer.body).map {
            Finding(failure: .down(summary, $0.reason), found: $0.found)
        }
    }

    /// A failure with the value that it is about.
    struct Finding {
        var failure: ProbeFailure
        /// Such as `$.status = "starting"`.
        var found: String?
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
