import IncidentModel

/// The requests that one probe makes as it is sent from place to place (RFC 9110 §15.4).
struct RedirectTrail {
    /// One request of a trail.
    struct Request: Hashable {
        var url: ProbeURL
        var method: String
        /// False once a redirect turned the request into one without a body.
        var sendsBody: Bool
        /// True on another scheme, host or port than the first: secrets stay away from there.
        var isForeign = false
    }

    /// What a status asks for.
    enum Step {
        /// Nothing: it is the answer.
        case answer
        /// The next request, which is the trail's last now.
        case follow
        case fail(ProbeFailure)
    }

    /// How many redirects are followed; none for 0.
    let limit: Int
    /// In order; never empty.
    private(set) var requests: [Request]
    private let first: Request

    init(url: ProbeURL, method: String, sendsBody: Bool, limit: Int) {
        first = Request(url: url, method: method, sendsBody: sendsBody)
        requests = [first]
        self.limit = limit
    }

    /// The request that is made now.
    var present: Request { requests.last ?? first }
    /// True once a redirect was followed.
    var isRedirected: Bool { requests.count > 1 }

    /// Takes the status and the `Location` of the present request's answer.
    mutating func take(status: Int, phrase: String, location: String?) -> Step {
        guard limit > 0, [301, 302, 303, 307, 308].contains(status) else { return .answer }
        let line = HTTPExpectation.line(status, phrase)
        guard let location, !location.allSatisfy(\.isWhitespace) else {
            return .fail(Self.failure("\(line) does not say where to (no Location)", status))
        }
        var next = present
        do {
            next.url = try present.url.following(location)
        } catch {
            let shown = Self.short(location)
            return .fail(
                Self.failure("\(line) leads to “\(shown)”, expected \(error.expected)", status))
        }
        // 303 asks for a GET (RFC 9110 §15.4.4); after 301 and 302 a POST becomes one by custom (§15.4.2).
        let becomesGet =
            status == 303 ? next.method != "HEAD" : status <= 302 && next.method == "POST"
        if becomesGet { (next.method, next.sendsBody) = ("GET", false) }
        next.isForeign = !next.url.hasOrigin(of: first.url)
        if let start = requests.firstIndex(where: { Self.areSame($0, next) }) {
            let places = (requests[start...] + [next]).map(\.url)
            return .fail(Self.failure("redirect loop: \(Self.path(places))", status, "loop"))
        }
        guard requests.count <= limit else {
            let count = limit == 1 ? "1 redirect" : "\(limit) redirects"
            return .fail(
                Self.failure("more than \(count), the next to \(Self.short(next.url.text))", status)
            )
        }
        requests.append(next)
        return .follow
    }

    private static func failure(_ reason: String, _ status: Int, _ summary: String? = nil)
        -> ProbeFailure
    {
        .down(summary ?? "\(status)", reason, .rejected)
    }

    private static func areSame(_ one: Request, _ other: Request) -> Bool {
        one.method == other.method && one.sendsBody == other.sendsBody
            && one.url.target == other.url.target && one.url.hasOrigin(of: other.url)
    }

    /// `/a → /b → /a` on one origin, whole URLs otherwise.
    private static func path(_ urls: [ProbeURL]) -> String {
        let isAtHome = urls.allSatisfy { $0.hasOrigin(of: urls[0]) }
        return urls.map { short(isAtHome ? $0.target : $0.text) }.joined(separator: " → ")
    }

    /// A URL for a sentence.
    static func short(_ url: String) -> String {
        url.count > 100 ? url.prefix(100) + "…" : url
    }
}
