import IncidentModel
import LocatedYAML
import NIOCore

/// `grpc: host:port` (also `grpc://`, `grpcs://`): asks grpc.health.v1.Health for a service's state.
struct GRPCProbe: ProbeKind {
    static let name = "grpc"

    let target: HostPort
    let isSecure: Bool
    /// Empty for the server as a whole.
    let service: String

    init(_ keys: inout ProbeKeys) throws {
        let expected = "host:port or grpcs://host:port"
        let text = try keys.value.string(expected: expected)
        let scheme = ["grpc://", "grpcs://"].first { text.hasPrefix($0) } ?? ""
        guard let target = HostPort(String(text.dropFirst(scheme.count))) else {
            throw keys.value.error(expected: expected)
        }
        self.target = target
        isSecure = try keys.probe.optionalBool("tls") ?? (scheme == "grpcs://")
        service = try keys.probe.optionalString("service") ?? ""
    }

    var origin: String { target.text }
    var isSpeedJudged: Bool { true }

    func equivalentCommand(timeout: Duration) -> String {
        var words = ["grpc_health_probe", "-addr=\(target.text)"]
        if !service.isEmpty { words.append("-service=\(service)") }
        if isSecure { words.append("-tls") }
        let limit = "\(max(timeout.wholeMilliseconds, 1))ms"
        return ShellQuoting.line(words + ["-connect-timeout=\(limit)", "-rpc-timeout=\(limit)"])
    }

    func begin(_ attempt: ProbeAttempt) {
        let exchange = GRPCExchange(self, attempt)
        let tls = isSecure ? TLSSettings(protocols: ["h2"]) : nil
        Dialer.dial(attempt, to: target, tls: tls) { channel in
            try exchange.addHandlers(to: channel)
        } connected: { channel in
            exchange.ask(on: channel)
        }
    }
}
