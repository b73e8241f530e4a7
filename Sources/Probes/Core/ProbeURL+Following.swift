extension ProbeURL {
    /// True when scheme, host and port are the same (RFC 6454 §4).
    func hasOrigin(of other: ProbeURL) -> Bool {
        scheme == other.scheme && authority.port == other.authority.port
            && authority.host.lowercased() == other.authority.host.lowercased()
    }

    /// The URL that a reference in an answer from this one means (RFC 3986 §5.2).
    ///
    /// - Parameter reference: The value of a `Location` header.
    /// - Returns: An `http` or `https` URL.
    /// - Throws: `Problem`, what was expected.
    func following(_ reference: String) throws(Problem) -> ProbeURL {
        let text = Self.encoded(reference)
        let schemes = ["http", "https"]
        if Self.hasScheme(text) { return try ProbeURL(text, schemes: schemes).normalized }
        if text.hasPrefix("//") {
            return try ProbeURL("\(scheme):\(text)", schemes: schemes).normalized
        }
        let path = Self.parts(target).path
        let reference = text.prefix { $0 != "#" }
        let next: String
        if reference.isEmpty {
            next = target
        } else if reference.hasPrefix("/") {
            next = String(reference)
        } else if reference.hasPrefix("?") {
            next = path + String(reference)
        } else {
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "/"
            next = folder + String(reference)
        }
        return try ProbeURL("\(scheme)://\(authority.text)\(next)", schemes: schemes).normalized
    }

    /// Servers send blanks and letters as they are; browsers and curl encode them.
    private static func encoded(_ text: String) -> String {
        let trimmed = text.drop { $0 == " " || $0 == "\t" }
        var encoded = ""
        for byte in trimmed.utf8 {
            if 0x21...0x7E ~= byte {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }

    private static func hasScheme(_ text: String) -> Bool {
        let name = text.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
        return name.endIndex < text.endIndex && text[name.endIndex] == ":"
            && name.first.map { $0.isASCII && $0.isLetter } ?? false
    }

    private static func parts(_ target: String) -> (path: String, query: Substring) {
        let path = target.prefix { $0 != "?" }
        return (String(path), target[path.endIndex...])
    }

    /// Without `.` and `..` in the path (RFC 3986 §5.2.4), so that a loop is seen.
    private var normalized: ProbeURL {
        let (path, query) = Self.parts(target)
        guard path.contains("/.") else { return self }
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                if !kept.isEmpty { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        var url = self
        url.target = "/" + kept.joined(separator: "/") + query
        url.text = "\(scheme)://\(hostHeader)\(url.target)"
        return url
    }
}
