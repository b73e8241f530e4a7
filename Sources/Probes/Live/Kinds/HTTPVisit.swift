import IncidentModel
import NIOCore
import NIOHTTP1
import SafeText

/// One attempt of an HTTP probe: a request, and those that redirects lead to, within one budget.
///
/// The phases of all requests add up; each redirect is kept as evidence with the time it took.
final class HTTPVisit {
    /// Bytes of the body that are kept as evidence.
    static let evidenceLimit = 1024
    /// Headers that are kept as evidence.
    static let evidenceHeaders = 16

    private let attempt: ProbeAttempt
    private let probe: HTTPProbe
    private var trail: RedirectTrail
    private var exchange: HTTPExchange?
    private var hopBegan = NIODeadline.now()
    /// True once the trail itself is what is wrong.
    private var isLost = false

    init(_ attempt: ProbeAttempt, of probe: HTTPProbe) {
        self.attempt = attempt
        self.probe = probe
        trail = RedirectTrail(
            url: probe.url, method: probe.method, sendsBody: probe.body != nil,
            limit: probe.redirects)
    }

    func begin() {
        if let failure = probe.failure { return attempt.fail(failure) }
        attempt.lateFailure = { [self] in late($0) }
        attempt.reword = { [self] in reworded($0) }
        attempt.atEnd { [self] in exchange = nil }
        request()
    }

    private func request() {
        let request = trail.present
        let head = probe.head(of: request)
        let exchange = HTTPExchange(visit: self, isHead: request.method == "HEAD")
        self.exchange = exchange
        hopBegan = .now()
        let attempt = attempt
        let body = request.sendsBody ? probe.body : nil
        let tls = request.url.isSecure ? probe.tls : nil
        Dialer.dial(attempt, to: request.url.authority, tls: tls) { channel in
            try exchange.addHandlers(to: channel)
        } connected: { channel in
            attempt.enter("first byte")
            exchange.send(head, body: body, on: channel)
        }
    }

    /// The head of an answer came; true when the rest of it does not matter.
    func received(_ head: HTTPResponseHead) -> Bool {
        guard !attempt.isOver else { return true }
        let status = Int(head.status.code)
        if let good = probe.expectation.status, good.accepts(status) { return enterTransfer() }
        let step = trail.take(
            status: status, phrase: head.status.reasonPhrase,
            location: head.headers.first(name: "Location"))
        switch step {
        case .answer: return enterTransfer()
        case .fail(let failure):
            isLost = true
            keepAnswer()
            attempt.fail(failure)
        case .follow:
            let took = Duration.nanoseconds((NIODeadline.now() - hopBegan).nanoseconds)
            keepRedirect(status, took)
            request()
        }
        return true
    }

    private func enterTransfer() -> Bool {
        attempt.enter("transfer")
        return false
    }

    private func keepRedirect(_ status: Int, _ took: Duration) {
        let places = trail.requests.suffix(2).map(\.url)
        guard let from = places.first, let to = places.last else { return }
        let note = from.isSecure && !to.isSecure ? ", away from TLS" : ""
        keep("redirect", "\(status) to \(to.text) after \(Words.short(took))\(note)")
    }

    /// The answer is complete, or as much of it as is read.
    func received(_ head: HTTPResponseHead, body: [UInt8], isCut: Bool) {
        guard !attempt.isOver else { return }
        keepAnswer()
        let expectation = probe.expectation
        let answer = HTTPExpectation.Answer(
            status: Int(head.status.code), phrase: head.status.reasonPhrase,
            headers: expectation.headers.isEmpty
                ? [] : head.headers.map { ($0.name, $0.value) },
            body: body, isCut: isCut)
        guard let finding = expectation.failure(of: answer) else {
            return attempt.succeed("\(answer.status)")
        }
        if let found = finding.found { keep("json", found) }
        attempt.fail(finding.failure)
    }

    /// The connection or what came over it is broken.
    func broke(_ failure: ProbeFailure) {
        guard !attempt.isOver else { return }
        keepAnswer()
        attempt.fail(statusFailure ?? failure)
    }

    /// A connection that could not be used.
    func broke(dialling error: any Error) {
        broke(ProbeFailure(dialling: error, attempt))
    }

    /// A bad status says more than what happened to the rest of its answer.
    private var statusFailure: ProbeFailure? {
        exchange?.head.flatMap {
            probe.expectation.failure(
                ofStatus: Int($0.status.code), $0.status.reasonPhrase)
        }
    }

    private func late(_ phase: String) -> ProbeFailure {
        let limit = Words.short(attempt.timeout)
        if let exchange, exchange.head != nil {
            keepAnswer()
            let got = Words.bytes(exchange.body.count)
            return statusFailure
                ?? .late("the body is not complete after \(limit), \(got) so far")
        }
        if let got = exchange?.received, got > 0 {
            return .late(
                "the headers are not complete after \(limit), \(Words.bytes(got)) so far")
        }
        let sentence = "no answer within \(limit) (\(phase))"
        return phase == "resolve" ? .local("no dns", sentence) : .late(sentence)
    }

    private func reworded(_ failure: ProbeFailure) -> ProbeFailure {
        var failure = failure
        if trail.isRedirected, !isLost {
            failure.reason += " (redirected to \(RedirectTrail.short(trail.present.url.text)))"
        }
        if let redactor = probe.redactor { failure.reason = redactor.redact(failure.reason) }
        return failure
    }

    private func keep(_ label: DisplayText, _ text: String) {
        attempt.keep(label, probe.redactor?.redact(text) ?? text)
    }

    private func keepAnswer() {
        guard let exchange, let head = exchange.head else { return }
        let (status, version) = (head.status, head.version)
        keep(
            "status line",
            "HTTP/\(version.major).\(version.minor) \(status.code) \(status.reasonPhrase)")
        for header in head.headers.prefix(Self.evidenceHeaders) {
            keep("header", "\(header.name): \(header.value)")
        }
        let body = exchange.body.prefix(Self.evidenceLimit)
        if let redactor = probe.redactor {
            // Before it is cut: half a secret would not be known.
            let text = redactor.redact(String(decoding: exchange.body, as: UTF8.self))
            attempt.keep("body", lines: Array(text.utf8.prefix(Self.evidenceLimit)))
        } else {
            attempt.keep("body", lines: body)
        }
    }
}
