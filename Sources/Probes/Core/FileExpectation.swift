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
    /// What it must and must not contain; without any it is not read.
    var text = TextExpectation()

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
        return text.failure(of: bytes, called: path, place: place).map {
            .down("content", $0, .content)
        }
    }
}
