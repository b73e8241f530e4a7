/// The few English and technical words that the tokeniser knows.
///
/// Words are kept as numbers (`WordHash.pack`), so that a look-up compares no strings. None of them
/// names a program or a data set.
final class WordLists {
    /// Units that belong to the number before them.
    let units: [UInt64]
    /// Technical names that hold a number.
    let numberedNames: [UInt64]
    /// Keys whose value is text to be read word by word.
    let textKeys: [UInt64]
    /// Keys whose value tells where or which one, so that it always is a variable.
    let identityKeys: [UInt64]
    /// Keys whose value is one of a closed set and stays a word.
    let levelKeys: [UInt64]
    /// Words that name what happened, beside those in -ed and -ing.
    private let events = HashIndex(capacity: 256)

    /// Short words of a sentence, which are no variables; by their hash.
    private let particles = HashIndex(capacity: 128)

    init() {
        units = Self.packed(
            "B KB MB GB TB KiB MiB GiB kB ms us ns s sec secs seconds msec min mins hrs bytes byte")
        numberedNames = Self.packed(
            "ssh1 ssh2 ipv4 ipv6 IPv4 IPv6 http2 HTTP2 http3 utf8 UTF8 utf16 md5 MD5 sha1 SHA1 sha256"
                + " SHA256 sha512 SHA512 base64 Base64 x86 x86_64 amd64 arm64 i386 i686 win32 Win32"
                + " win64 int32 int64 uint32 uint64 ext2 ext3 ext4 oauth2 OAuth2 gzip2 bzip2 bz2 L1 L2"
                + " L3 L4 L7 h2 p2p k8s i18n l10n s3 S3 ec2 EC2 v4 v6 x509 X509")
        textKeys = Self.packed("msg message err error event reason text body exceptio")
        identityKeys = Self.packed(
            "host hostname rhost client peer addr address ip id uuid pid tid"
                + " session path file filename url uri email")
        levelKeys = Self.packed("level lvl severity sev loglevel")
        let events = Self.packed(
            "up down start stop on off open close success failure fail error enable disable connect"
                + " begin end add remove create delete read write get set send receive sent lost"
                + " login logout ok in out from to timeout succeede disconne")
        let particles =
            "a an and are as at be but by for from has have if in into is it its no not"
            + " of on or per than that the this to via was were will with"
        for (number, word) in particles.split(separator: " ").enumerated() {
            let bytes = Array(word.utf8) + [UInt8](repeating: 0, count: 8)
            bytes.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                self.particles.set(WordHash.hash(start, word.utf8.count, available: 8), number)
            }
        }
        for (number, event) in events.enumerated() { self.events.set(event, number) }
    }

    /// True for the hash of a short word of a sentence.
    func isParticle(_ hash: UInt64) -> Bool { particles[hash] != nil }

    /// True for a word of at most eight lower-case letters that names what happened.
    @inline(__always)
    func isEvent(_ packed: UInt64) -> Bool { events[packed] != nil }

    /// `true`, `false`, `null`, `nil` and `None`, as programs spell them.
    @inline(__always)
    static func isConstant(_ packed: UInt64, _ length: Int) -> Bool {
        switch length {
        case 3: packed == pack("nil")
        case 4:
            packed == pack("true") || packed == pack("True") || packed == pack("TRUE")
                || packed == pack("null") || packed == pack("NULL") || packed == pack("None")
        case 5: packed == pack("false") || packed == pack("False") || packed == pack("FALSE")
        default: false
        }
    }

    /// `yes`, `no`, `on` and `off`; variables where they are the value of something.
    @inline(__always)
    static func isSwitch(_ packed: UInt64) -> Bool {
        let lower = packed | 0x2020_2020_2020_2020
        return lower == pack("yes     ") || lower == pack("no      ")
            || lower == pack("on      ") || lower == pack("off     ")
    }

    /// Accounts that most machines have.
    @inline(__always)
    static func isAccount(_ packed: UInt64) -> Bool {
        packed == pack("root") || packed == pack("admin") || packed == pack("guest")
    }

    /// Words that come before somebody's name.
    static func isPerson(_ packed: UInt64) -> Bool {
        packed == pack("user") || packed == pack("for") || packed == pack("User")
            || packed == pack("USER") || packed == pack("account") || packed == pack("login")
    }

    /// Words that come before the name of a host.
    static func isPlace(_ packed: UInt64) -> Bool {
        packed == pack("to") || packed == pack("from") || packed == pack("at")
            || packed == pack("on") || packed == pack("via")
    }

    /// The methods of HTTP.
    static func isMethod(_ packed: UInt64) -> Bool {
        switch packed {
        case pack("GET"), pack("PUT"), pack("POST"), pack("HEAD"), pack("PATCH"), pack("DELETE"),
            pack("OPTIONS"):
            true
        default: false
        }
    }

    /// The three-letter names of months and days.
    @inline(__always)
    static func isDateName(_ packed: UInt64) -> Bool {
        switch packed {
        case pack("Jan"), pack("Feb"), pack("Mar"), pack("Apr"), pack("May"), pack("Jun"),
            pack("Jul"), pack("Aug"), pack("Sep"), pack("Oct"), pack("Nov"), pack("Dec"),
            pack("Mon"), pack("Tue"), pack("Wed"), pack("Thu"), pack("Fri"), pack("Sat"),
            pack("Sun"):
            true
        default: false
        }
    }

    /// A literal of at most eight bytes as a number.
    @inline(__always)
    static func pack(_ literal: StaticString) -> UInt64 {
        var word: UInt64 = 0
        var index = min(literal.utf8CodeUnitCount, 8)
        while index > 0 {
            index &-= 1
            word = word &<< 8 | UInt64(literal.utf8Start[index])
        }
        return word
    }

    private static func packed(_ words: String) -> [UInt64] {
        words.split(separator: " ").map { word in
            word.utf8.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
