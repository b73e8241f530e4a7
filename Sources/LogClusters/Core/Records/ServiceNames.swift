/// A set of service names, compared as bytes.
final class ServiceNames: Sendable {
    private let names: [[UInt8]]
    /// One bit for each length of name that there is.
    private let lengths: UInt64

    /// Words that are hardly ever the first of a message and often a service's name.
    static let roles = [
        "backend", "frontend", "api", "auth", "lb", "db", "gateway", "websocket", "loadbalancer",
        "load-balancer",
    ]

    init(_ names: [String] = []) {
        self.names = Set(names + Self.roles).map { Array($0.utf8) }
        lengths = self.names.reduce(0) { $0 | 1 << UInt64(min($1.count, 63)) }
    }

    /// True for one of the names.
    func contains(_ word: UnsafeRawBufferPointer) -> Bool {
        guard word.count <= 40, lengths >> UInt64(word.count) & 1 == 1 else { return false }
        return names.contains { $0.count == word.count && $0.elementsEqual(word) }
    }
}

/// Learns whether the word behind the level is a service in one source.
///
/// In `INFO billing charge accepted` it is, in `INFO connection refused` it is not. It is when few words
/// stand there, nearly every line has one, and what follows them varies.
struct ServiceGuess {
    private static let evidence = 24
    /// Lines after which there is nothing more to learn.
    static let enough = evidence * 4
    private static let wordLimit = 24
    private var lines = 0
    private var candidates = 0
    private var words: Set<UInt64> = []
    private var pairs: Set<UInt64> = []
    private(set) var isService = false
    /// True when enough lines were seen; the answer stays what it is.
    private(set) var isSettled = false

    /// Looks at one line's candidate word and the word behind it.
    mutating func learn(candidate: UnsafeRawBufferPointer?, next: UnsafeRawBufferPointer?) {
        guard !isSettled else { return }
        lines += 1
        if let candidate, let next {
            candidates += 1
            let word = Self.hash(candidate, 0)
            words.insert(word)
            pairs.insert(Self.hash(next, word))
        }
        if lines == Self.enough { isSettled = true }
        guard lines >= Self.evidence else { return }
        isService =
            candidates * 20 >= lines * 19 && words.count <= Self.wordLimit
            && words.count * 4 <= lines && pairs.count * 2 >= words.count * 3
    }

    private static func hash(_ bytes: UnsafeRawBufferPointer, _ seed: UInt64) -> UInt64 {
        bytes.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
