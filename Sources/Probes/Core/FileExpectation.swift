import IncidentModel

/// What a file must be.
struct FileExpectation: Hashable, Sendable {
    /// Bytes that are read for conditions on text.
    static let textLimit = 1 << 20

    /// False when it must not exist; nothing else is asked then.
    var exists = true
    /// nil for any.
    var type: FileFacts.Kind? = .file
    /// Of the time since it was last written.
    var age: AmountBound?
    var size: AmountBound?
    /// Permissions, as in `0o600`.
    var mode: UInt32?
    /// A user's name or number.
    var owner: String?
    /// What it must contain.
    var text: String?
    /// A POSIX extended regular expression that must match within a line.
    var matches: LinePattern?
    /// What it must not contain.
    var lacks: String?

    /// Whether the file must be read.
    var readsText: Bool { text != nil || matches != nil || lacks != nil }

    /// Why the facts are not good; nil when they are.
    ///
    /// - Parameters:
    ///   - facts: Of the file.
    ///   - path: The file's name in the sentence.
    ///   - ownerName: The name of its owner.
    ///   - now: Seconds since 1970.
    /// - Returns: The first fault.
    func failure(
        of facts: FileFacts, path: String, ownerName: String, now: Int64
    ) -> ProbeFailure? {
        if let type, facts.type != type {
            return .down(
                facts.type.rawValue, "\(path) is \(facts.type.words), expected \(type.words)",
                .state)
        }
        let old = max(0, now - facts.modifiedAt)
        if let age, !age.accepts(old) {
            let limit = Words.age(.seconds(age.amount))
            return .down(
                age.comparison == .below || age.comparison == .atMost ? "old" : "young",
                "\(path) is \(Words.age(.seconds(old))) old, expected \(age.comparison.words) \(limit)",
                .state)
        }
        if let size, !size.accepts(facts.size) {
            let found = facts.size == 0 ? "is empty" : "has \(Words.size(facts.size))"
            let limit = "\(size.comparison.words) \(Words.size(size.amount))"
            return .down("size", "\(path) \(found), expected \(limit)", .state)
        }
        if let mode, facts.mode != mode {
            let wanted = String(mode, radix: 8)
            return .down(
                facts.modeText, "\(path) has mode \(facts.modeText), expected \(wanted)", .state)
        }
        if let owner, owner != ownerName, owner != "\(facts.owner)" {
            return .down("owner", "\(path) belongs to \(ownerName), expected \(owner)", .state)
        }
        return nil
    }

    /// Why the text is not good; nil when it is.
    func failure(ofText bytes: [UInt8], path: String) -> ProbeFailure? {
        let isCut = bytes.count >= Self.textLimit
        let place = isCut ? " in its first \(Words.bytes(Self.textLimit))" : ""
        if let text, bytes.firstRange(of: Array(text.utf8)) == nil {
            return .down("no text", "\(path) does not contain “\(text)”\(place)")
        }
        if let matches, matches.firstLine(in: bytes) == nil {
            return .down("no match", "no line of \(path) matches “\(matches.source)”\(place)")
        }
        if let lacks, let found = bytes.firstRange(of: Array(lacks.utf8)) {
            let line = 1 + bytes[..<found.lowerBound].count { $0 == 0x0A }
            return .down("text", "\(path) contains “\(lacks)” in line \(line)")
        }
        return nil
    }
}
