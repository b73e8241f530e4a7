import IncidentModel
import LocatedYAML
import NIOCore

/// `grpc: host:port` (also `grpc://`, `grpcs://`): asks grpc.health.v1.Health for a service's state.
struct GRPCProbe: ProbeKind {
    static let name = "grpc"

    let target: HostPort
    /// nil for a plain connection.
    private(set) var tls: TLSSettings?
    var isSecure: Bool { tls != nil }
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
        let node = keys.probe.optionalNode("tls")
        if let flag = try? node?.bool() {
            tls = flag ? TLSSettings() : nil
        } else {
            let settings = try TLSSettings(decoding: &keys.probe)
            tls = node != nil || scheme == "grpcs://" ? settings : nil
        }
        tls?.protocols = ["h2"]
        service = try keys.probe.optionalString("service") ?? ""
    }

    var origin: String { target.text }
    var isSpeedJudged: Bool { true }

    func equivalentCommand(timeout: Duration) -> String {
        var words = ["grpc_health_probe", "-addr=\(target.text)"]
        if !service.isEmpty { words.append("-service=\(service)") }
        if let tls { words += ["-tls"] + Self.options(tls) }
        let limit = "\(max(timeout.wholeMilliseconds, 1))ms"
        return ShellQuoting.line(words + ["-connect-timeout=\(limit)", "-rpc-timeout=\(limit)"])
    }

    func begin(_ attempt: ProbeAttempt) {
        let exchange = GRPCExchange(self, attempt)
        Dialer.dial(attempt, to: target, tls: tls) { channel in
            try exchange.addHandlers(to: channel)
        } connected: { channel in
            exchange.ask(on: channel)
        }
    }

    private static func options(_ tls: TLSSettings) -> [String] {
        var words: [String] = tls.verifies ? [] : ["-tls-no-verify"]
        let files = [
            ("-tls-ca-cert", tls.authorityFile), ("-tls-server-name", tls.serverName),
            ("-tls-client-cert", tls.clientCertificateFile), ("-tls-client-key", tls.clientKeyFile),
        ]
        for (option, value) in files { if let value { words.append("\(option)=\(value)") } }
        return words
    }
}
