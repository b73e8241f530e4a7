/// What the name before a `=` or `:` promises about the value.
enum AssignmentKey: Equatable {
    /// The value is secret whatever it looks like.
    case password
    /// `token` and `secret`: also ordinary words in programs' messages.
    case token, secret
    /// `api_key`, `access-key` …
    case qualifiedKey
    /// `x_key`: secret only when the value looks random and is no hash.
    case plainKey
    /// `key` in the query of a URL.
    case queryKey
    /// `pass`: also the count of tests that passed.
    case pass
    /// `Authorization`, `Proxy-Authorization`.
    case authorization
    /// `Cookie`, `Set-Cookie`.
    case cookie

    /// Names longer than this are compared by their end only.
    private static let longestName = 40

    /// Judges the name that ends before an index.
    init?(in text: ByteText, endingAt end: Int) {
        // Nearly every separator is turned away by these three bytes.
        let ending =
            UInt32(text[end - 3].lowercased) << 16 | UInt32(text[end - 2].lowercased) << 8
            | UInt32(text[end - 1].lowercased)
        guard Self.endings.contains(ending) else { return nil }
        var name: [UInt8] = []
        var start = end
        while start > 0, name.count < Self.longestName, Self.isName(text[start - 1]) {
            start -= 1
            let byte = text[start].lowercased
            if byte.isAlphanumeric { name.append(byte) }
        }
        // Collected from the end: "yekipa".
        guard let found = Self.judge(reversed: name) else { return nil }
        let isQuery = start > 0 && (text[start - 1] == 0x3F || text[start - 1] == 0x26)
        self = found == .plainKey && isQuery && name.count == 3 ? .queryKey : found
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte.isWord || byte == 0x2D || byte == 0x2E
    }

    private static func judge(reversed name: [UInt8]) -> AssignmentKey? {
        func ends(_ word: String) -> Bool { name.starts(with: word.utf8.reversed()) }
        func isWhole(_ word: String) -> Bool { name.count == word.utf8.count && ends(word) }
        if passwords.contains(where: ends) { return .password }
        if isWhole("pass") { return .pass }
        if databasePasses.contains(where: ends) { return .password }
        if ends("authorization") { return .authorization }
        if isWhole("cookie") || isWhole("setcookie") { return .cookie }
        if ends("secret") { return .secret }
        if ends("token") { return cursors.contains(where: ends) ? nil : .token }
        guard ends("key") else { return nil }
        if qualifiedKeys.contains(where: ends) { return .qualifiedKey }
        return .plainKey
    }

    /// The last three letters of all names below, as one number each.
    private static let endings: [UInt32] = [
        "ord", "swd", "pwd", "ase", "ass", "ion", "kie", "ret", "ken", "key",
    ].map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

    private static let passwords = ["password", "passwd", "passphrase", "pwd"]
    private static let databasePasses = [
        "dbpass", "userpass", "mysqlpass", "redispass", "smtppass", "mailpass", "adminpass",
        "rootpass", "proxypass",
    ]
    /// Positions in lists, not secrets.
    private static let cursors = ["nexttoken", "pagetoken", "continuationtoken", "cursortoken"]
    private static let qualifiedKeys = [
        "apikey", "accesskey", "secretkey", "privatekey", "authkey", "encryptionkey", "signingkey",
        "masterkey", "accountkey", "storagekey", "licensekey", "consumerkey", "clientkey",
        "subscriptionkey", "sshkey", "appkey", "applicationkey", "hmackey", "servicekey",
    ]
}
