/// A secret that shows by how it begins.
struct TokenPattern {
    /// Which bytes may follow; no closures, which cost a hundred times as much per byte.
    enum Alphabet {
        case upperAndDigits, alphanumeric, word, base64URL, hex, path

        @inline(__always)
        func has(_ byte: UInt8) -> Bool {
            switch self {
            case .upperAndDigits: byte.isUppercase || byte.isDigit
            case .alphanumeric: byte.isAlphanumeric
            case .word: byte.isWord
            case .base64URL: byte.isBase64URL
            case .hex: byte.isHex
            case .path: byte.isBase64URL || byte == 0x2F
            }
        }
    }

    /// What follows the prefix.
    enum Shape {
        /// Exactly this many bytes of an alphabet.
        case exactly(Int, Alphabet)
        /// At least this many bytes of an alphabet.
        case atLeast(Int, Alphabet)
        /// As `atLeast`, with a digit among them: the prefix alone could begin a word.
        case withDigit(Int, Alphabet)
        /// Dotted parts of base64url with at least this many bytes in each of the first two.
        case dotted(Int)
    }

    /// How far a digit or the first dot is looked for, in bytes: further, and a hostile line of
    /// many beginnings would cost its square.
    private static let longestHead = 512

    let prefix: [UInt8]
    let kind: SecretKind
    let shape: Shape
    /// True when the prefix tells nothing secret and stays.
    let keepsPrefix: Bool

    init(_ prefix: String, _ kind: SecretKind, _ shape: Shape, keepsPrefix: Bool = false) {
        self.prefix = Array(prefix.utf8)
        self.kind = kind
        self.shape = shape
        self.keepsPrefix = keepsPrefix
    }

    /// The match of this pattern at an index that begins a word.
    func match(in text: ByteText, at start: Int) -> SecretMatch? {
        guard text.has(prefix, at: start) else { return nil }
        let body = start + prefix.count
        guard let end = end(in: text, from: body) else { return nil }
        return SecretMatch(start: keepsPrefix ? body : start, end: end, kind: kind)
    }

    private func end(in text: ByteText, from body: Int) -> Int? {
        switch shape {
        case .exactly(let length, let alphabet):
            let end = text.end(from: body, while: alphabet.has)
            return end - body == length && !text[end].isWord ? end : nil
        case .atLeast(let length, let alphabet):
            let end = text.end(from: body, while: alphabet.has)
            return end - body >= length ? end : nil
        case .withDigit(let length, let alphabet):
            let limit = min(text.count, body + Self.longestHead)
            let head = (body..<limit).first { !alphabet.has(text[$0]) } ?? max(body, limit)
            guard head - body >= length, text.count(in: body..<head, where: { $0.isDigit }) > 0
            else {
                return nil
            }
            return text.end(from: head, while: alphabet.has)
        case .dotted(let length):
            return dottedEnd(in: text, from: body, partLength: length)
        }
    }

    private func dottedEnd(in text: ByteText, from body: Int, partLength: Int) -> Int? {
        let limit = min(text.count, body + Self.longestHead)
        let first = (body..<limit).first { !text[$0].isBase64URL } ?? max(body, limit)
        guard first - body >= partLength, text[first] == 0x2E else { return nil }
        var end = text.end(from: first + 1, while: \.isBase64URL)
        guard end - first > partLength else { return nil }
        while text[end] == 0x2E, text[end + 1].isBase64URL {
            end = text.end(from: end + 1, while: \.isBase64URL)
        }
        return end
    }
}

extension TokenPattern {
    /// The issuers' documented prefixes; lengths are below the documented ones, so that a token
    /// that was cut off is found too.
    static let all: [TokenPattern] =
        ["AKIA", "ASIA", "ABIA", "ACCA"].map {
            TokenPattern($0, .awsKey, .exactly(16, .upperAndDigits))
        }
        + ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"].map {
            TokenPattern($0, .githubToken, .atLeast(20, .word))
        }
        + ["glpat-", "gldt-", "glrt-", "glptt-"].map {
            TokenPattern($0, .gitlabToken, .atLeast(16, .base64URL))
        }
        + [
            "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xoxe.", "xoxc-", "xoxd-",
            "xapp-",
        ]
        .map { TokenPattern($0, .slackToken, .withDigit(10, .base64URL)) }
        + ["services/", "workflows/", "triggers/"].map {
            TokenPattern(
                "hooks.slack.com/" + $0, .slackWebhook,
                .atLeast(8, .path), keepsPrefix: true)
        }
        + ["sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"].map {
            TokenPattern($0, .stripeKey, .atLeast(10, .alphanumeric))
        }
        + ["dop_v1_", "doo_v1_", "dor_v1_"].map {
            TokenPattern($0, .digitalOceanToken, .atLeast(32, .hex))
        }
        + [
            TokenPattern("AIza", .gcpKey, .atLeast(30, .base64URL)),
            TokenPattern("eyJ", .jsonWebToken, .dotted(8)),
            TokenPattern("hvs.", .vaultToken, .atLeast(20, .base64URL)),
            TokenPattern("hvb.", .vaultToken, .atLeast(20, .base64URL)),
            TokenPattern("npm_", .npmToken, .atLeast(30, .alphanumeric)),
            TokenPattern("pypi-AgEI", .pypiToken, .atLeast(16, .base64URL)),
            TokenPattern("SG.", .sendGridKey, .dotted(16)),
            TokenPattern("sk-", .apiKey, .withDigit(20, .base64URL)),
            TokenPattern("dapi", .databricksToken, .atLeast(32, .hex)),
            TokenPattern("glsa_", .grafanaToken, .atLeast(20, .word)),
        ]
}
