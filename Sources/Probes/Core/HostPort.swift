/// A host and a port, as `tcp:` names them and as a URL's authority holds them.
struct HostPort: Hashable, Sendable {
    /// A name or an address, IPv6 without brackets.
    var host: String
    /// 1 to 65535.
    var port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `host:port`, `1.2.3.4:80`, `[::1]:80`; nil when it is none of these.
    ///
    /// `defaultPort` is the port of a text without one; nil when it must be there.
    init?(_ text: String, defaultPort: Int? = nil) {
        var host = text[...]
        var port: Substring?
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]") else { return nil }
            host = text[text.index(after: text.startIndex)..<close]
            let rest = text[text.index(after: close)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            if !rest.isEmpty { port = rest.dropFirst() }
            guard host.contains(":") else { return nil }
        } else if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
            guard !host.contains(":") else { return nil }
        }
        guard let number = port.map({ Self.number($0) }) ?? defaultPort, Self.isHost(host) else {
            return nil
        }
        self.init(host: String(host), port: number)
    }

    private static func number(_ text: Substring) -> Int? {
        guard text.count <= 5, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int(text),
            1...65_535 ~= number
        else { return nil }
        return number
    }

    /// Printable ASCII without what separates parts of a URL; at most 253 bytes (RFC 1035 §2.3.4).
    private static func isHost(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.count <= 253
            && text.utf8.allSatisfy { 0x21...0x7E ~= $0 && !#"/?#@\[]"<>%"#.utf8.contains($0) }
    }

    /// `host:port`, IPv6 in brackets.
    var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
