import Foundation

/// Where a Redis server is: `redis://[user[:password]@]host[:port][/database]`, `rediss://…` or `host:port`.
struct RedisTarget: Hashable, Sendable {
    /// Port 6379 when none is written.
    let authority: HostPort
    /// True for `rediss`.
    let isSecure: Bool
    let user: String?
    /// From the URL itself; it should rather come from `password_env`.
    let password: String?
    /// nil for the server's first.
    let database: Int?

    /// Reads a target; nil when it is none.
    init?(_ text: String) {
        var rest = text[...]
        var isSecure = false
        if let mark = text.firstRange(of: "://") {
            let scheme = text[..<mark.lowerBound].lowercased()
            guard scheme == "redis" || scheme == "rediss" else { return nil }
            isSecure = scheme == "rediss"
            rest = text[mark.upperBound...]
        }
        self.isSecure = isSecure
        var (user, password): (String?, String?) = (nil, nil)
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(
                separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = String(parts[0]).removingPercentEncoding else { return nil }
            user = first.isEmpty ? nil : first
            if parts.count == 2 {
                guard let second = String(parts[1]).removingPercentEncoding else { return nil }
                password = second.isEmpty ? nil : second
            }
            rest = rest[rest.index(after: at)...]
        }
        (self.user, self.password) = (user, password)
        let host = rest.prefix { $0 != "/" }
        let path = rest.dropFirst(host.count).dropFirst()
        guard let authority = HostPort(String(host), defaultPort: 6379) else { return nil }
        self.authority = authority
        guard !path.isEmpty else {
            database = nil
            return
        }
        guard let number = Int(path), 0...65_535 ~= number, path.first != "+" else { return nil }
        database = number
    }
}

/// A command as words, written like on a command line: blanks separate, quotes keep together.
enum RedisCommand {
    /// The words; nil when a quote does not end or there is no word.
    static func words(_ text: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open {
                    quote = nil
                } else {
                    word = (word ?? "") + String(character)
                }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character == " " || character == "\t" {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let done = word { words.append(done) }
        return quote == nil && !words.isEmpty ? words : nil
    }

    /// The command as RESP: an array of bulk strings.
    static func encode(_ words: [String]) -> [UInt8] {
        var bytes = Array("*\(words.count)\r\n".utf8)
        for word in words {
            bytes += Array("$\(word.utf8.count)\r\n".utf8) + Array(word.utf8) + [0x0D, 0x0A]
        }
        return bytes
    }
}
