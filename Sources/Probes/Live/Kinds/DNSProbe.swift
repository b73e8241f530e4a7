import IncidentModel
import LocatedYAML
import NIOCore
import SafeText

/// `dns: name`: a name server must answer with records of a type; `expect` says with which.
struct DNSProbe: ProbeKind {
    static let name = "dns"

    /// A name, or an address whose name is asked for.
    let subject: String
    let type: DNSType
    /// Nil for the system's servers.
    let server: HostPort?
    let expectation: DNSExpectation

    init(_ keys: inout ProbeKeys) throws {
        let expected = "a name such as example.test, or an address"
        subject = try keys.value.string(expected: expected)
        let isAddress = AddressText.bytes(subject) != nil
        guard isAddress || Self.isName(subject) else { throw keys.value.error(expected: expected) }
        let names = DNSType.allCases.map { ($0.name, $0) }
        let typeNode = keys.probe.optionalNode("type")
        let type = try typeNode?.enumeration(of: Dictionary(uniqueKeysWithValues: names))
        self.type = type ?? (isAddress ? .ptr : .a)
        if isAddress, self.type != .ptr, let typeNode {
            throw typeNode.error(expected: "PTR, the only type for an address")
        }
        server = try Self.server(&keys.probe)
        expectation = try DNSExpectation(&keys.expect, type: self.type)
    }

    private static func server(_ probe: inout MappingReader) throws -> HostPort? {
        guard let node = probe.optionalNode("server") else { return nil }
        let expected = "a name server such as 10.0.0.53, ns.example.test:5353 or [::1]:53"
        let text = try node.string(expected: expected)
        if AddressText.bytes(text) != nil { return HostPort(host: text, port: 53) }
        guard let server = HostPort(text, defaultPort: 53) else {
            throw node.error(expected: expected)
        }
        return server
    }

    /// Labels of printable ASCII, at most 63 bytes each and 253 in all (RFC 1035 §2.3.4); `.` for the root.
    private static func isName(_ text: String) -> Bool {
        if text == "." { return true }
        let labels = (text.hasSuffix(".") ? text.dropLast() : text[...])
            .split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 254 && !text.hasPrefix("-") && !text.hasPrefix("+")
            && !text.hasPrefix("@")
            && labels.allSatisfy { label in
                1...63 ~= label.utf8.count
                    && label.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\\") }
            }
    }

    var origin: String { "dns " + (server?.text ?? "") }
    var isSpeedJudged: Bool { true }

    func equivalentCommand(timeout: Duration) -> String {
        var words = ["dig"]
        if let server {
            words.append("@" + server.host)
            if server.port != 53 { words += ["-p", "\(server.port)"] }
        }
        let isAddress = AddressText.bytes(subject) != nil
        words += isAddress ? ["-x", subject] : [subject, type.name]
        let whole = max(1, (timeout.wholeMilliseconds + 999) / 1000)
        return ShellQuoting.line(words + ["+tries=1", "+time=\(whole)"])
    }

    func begin(_ attempt: ProbeAttempt) {
        guard let server else { return ask(attempt, at: nil) }
        if AddressText.bytes(server.host) == nil { attempt.enter("resolve") }
        attempt.environment.resolver.resolve(server) { answer in
            guard !attempt.isOver else { return }
            switch answer {
            case .success(let addresses): ask(attempt, at: addresses.first)
            case .failure(let failure): attempt.fail(failure)
            }
        }
    }

    private func ask(_ attempt: ProbeAttempt, at address: SocketAddress?) {
        attempt.enter("query")
        var settings = attempt.environment.nameSettings
        if let ip = address?.ipAddress, let port = address?.port {
            settings.servers = [HostPort(host: ip, port: port).text]
        }
        // The second of two tries waits twice as long: together they fit in what is left.
        settings.timeout = Int32(clamping: max(1, attempt.remaining.nanoseconds / 3_000_000))
        settings.tries = 2
        settings.believesErrors = true
        let whom = server?.text ?? "the system's name server"
        attempt.lateFailure = { [timeout = attempt.timeout] _ in Self.late(whom, timeout) }
        let question = DNSQuestion(
            name: AddressText.reverseName(subject) ?? subject, type: type, settings: settings)
        DNSExchange.ask(question, attempt) { reply in judge(reply, attempt) }
    }

    private static func late(_ whom: String, _ timeout: Duration) -> ProbeFailure {
        .late("\(whom) did not answer within \(Words.short(timeout))")
    }

    private func judge(_ reply: DNSReply, _ attempt: ProbeAttempt) {
        guard !attempt.isOver else { return }
        attempt.keep("server", reply.servers.joined(separator: ", "))
        let whom = server?.text ?? "the system's name server"
        switch reply.answer {
        case .message(let message):
            for record in message.answers.prefix(12) {
                let type = DNSType(rawValue: record.type)?.name ?? "TYPE\(record.type)"
                attempt.keep("record", "\(record.owner) \(record.ttl) \(type) \(record.value)")
            }
            if let failure = expectation.failure(of: message, to: subject) {
                attempt.fail(failure)
            } else {
                let count = message.answers.count { $0.type == type.rawValue }
                attempt.succeed("\(count) \(type.name)")
            }
        case .silence: attempt.fail(Self.late(whom, attempt.timeout))
        case .unreachable:
            attempt.fail(.gone("refused", "\(whom) cannot be reached: nothing listens there"))
        case .failure(let failure): attempt.fail(failure)
        }
    }
}

extension DNSExpectation {
    /// Reads the keys below `expect` of a probe.
    init(_ expect: inout MappingReader, type: DNSType) throws {
        self.init(type: type)
        values = try expect.strings("values")
        includes = try expect.strings("includes")
        text = try expect.optionalString("text")
        count = try expect.optionalInt("count", in: 0...1000)
        atLeast = try expect.optionalInt("at_least", in: 0...1000) ?? (count == 0 ? 0 : 1)
    }
}
