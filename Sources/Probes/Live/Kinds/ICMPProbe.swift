import IncidentModel
import LocatedYAML
import NIOCore
import SafeText

/// `icmp: host`: echoes must come back, as for ping(8), where this program may send them.
struct ICMPProbe: ProbeKind {
    static let name = "icmp"

    let host: String
    /// Echoes an attempt.
    let count: Int
    /// Percent of them that may be lost.
    let loss: Int

    init(_ keys: inout ProbeKeys) throws {
        let expected = "a host name or an address, without a port"
        let text = try keys.value.string(expected: expected)
        let isAddress = AddressText.bytes(text) != nil
        guard isAddress || !text.contains(":") && HostPort(text, defaultPort: 7) != nil,
            !text.hasPrefix("-")
        else { throw keys.value.error(expected: expected) }
        host = text
        count = try keys.probe.optionalInt("count", in: 1...20) ?? 1
        loss = try keys.expect.optionalInt("loss", in: 0...99) ?? 0
    }

    var origin: String { "icmp " + host }
    var isSpeedJudged: Bool { false }

    func equivalentCommand(timeout: Duration) -> String {
        let whole = max(1, (timeout.wholeMilliseconds + 999) / 1000)
        let pace = count > 1 ? ["-i", "0.2"] : []
        return ShellQuoting.line(["ping", "-c", "\(count)"] + pace + ["-W", "\(whole)", host])
    }

    func begin(_ attempt: ProbeAttempt) {
        if AddressText.bytes(host) == nil { attempt.enter("resolve") }
        // The port means nothing here.
        attempt.environment.resolver.resolve(HostPort(host: host, port: 7)) { answer in
            guard !attempt.isOver else { return }
            switch answer {
            case .success(let addresses): echo(attempt, addresses)
            case .failure(let failure): attempt.fail(failure)
            }
        }
    }

    private func echo(_ attempt: ProbeAttempt, _ addresses: [SocketAddress]) {
        attempt.enter("echo")
        let silence = EchoReport(times: (0..<count).map { _ in nil })
        let timeout = attempt.timeout
        attempt.lateFailure = { _ in
            silence.failure(within: timeout) ?? .late("no echo came back")
        }
        EchoExchange.send(count, to: addresses, attempt) { result in
            guard !attempt.isOver else { return }
            switch result {
            case .success(let (report, address)): judge(report, address, attempt)
            case .failure(let failure): attempt.fail(failure)
            }
        }
    }

    private func judge(_ report: EchoReport, _ address: String, _ attempt: ProbeAttempt) {
        attempt.keep("address", address)
        for (index, time) in report.times.enumerated() where report.times.count > 1 {
            let words = time.map { "\($0.wholeNanoseconds / 1000) µs" } ?? "lost"
            attempt.keep("echo", "\(index + 1): \(words)")
        }
        if let failure = report.failure(within: attempt.timeout) {
            attempt.fail(failure)
        } else if let reason = report.loss(allowed: loss) {
            attempt.succeed(report.summary, outcome: .degraded, reason: reason)
        } else {
            attempt.succeed(report.summary)
        }
    }
}
