import SafeText

/// What the person who agrees to a file is shown: its changes, escaped, without secrets.
struct FileChanges {
    /// Lines of secrets, the longest first, so that a part never hides the whole from being found.
    private let hidden: [String]
    private let redactor: Redactor

    init(hiding secrets: [String], redactor: Redactor) {
        hidden = Set(secrets.flatMap { $0.split(whereSeparator: \.isNewline) }.map(String.init))
            .sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
        self.redactor = redactor
    }

    /// The lines; none when both are equal.
    ///
    /// - Parameters:
    ///   - old: What is there; nil for nothing.
    ///   - new: What will be there.
    /// - Returns: Lines with the signs of `diff -u`.
    func lines(from old: [UInt8]?, to new: [UInt8]) -> [DisplayText] {
        let text = String(decoding: new, as: UTF8.self)
        guard let old, !old.isEmpty else {
            return LineDiff.split(text).map { show(LineDiff.Line(side: .new, text: $0)) }
        }
        guard !old.contains(0), let present = String(validating: old, as: UTF8.self) else {
            let notice = DisplayText("the present file is not text; its \(old.count) bytes go")
            return [notice] + lines(from: nil, to: new)
        }
        return LineDiff.lines(from: present, to: text).map(show)
    }

    private func show(_ line: LineDiff.Line) -> DisplayText {
        var text = String(line.text)
        for secret in hidden { text = text.replacing(secret, with: KnownValues.dots.string) }
        // Only what is there already may hold a secret that the runbook does not show anyway.
        if line.side == .old { text = redactor.redact(text) }
        return DisplayText(line.sign + text)
    }
}
