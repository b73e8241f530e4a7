public import IncidentModel
public import SafeText

/// A note whose text can be told from its number, so that a changed one is recognised.
public struct RecordedNote: Hashable, Comparable, Sendable {
    /// Which process wrote it, from 0.
    public var run: Int
    /// Which of its notes it is, from 1.
    public var number: Int

    /// Names a note.
    public init(run: Int, number: Int) {
        self.run = run
        self.number = number
    }

    /// Reads the name in a note's text; nil when the text is not exactly the one that belongs to it.
    public init?(text: DisplayText) {
        let words = text.string.split(separator: " ", maxSplits: 4)
        guard words.count == 5, let run = Int(words[1]), let number = Int(words[3]) else {
            return nil
        }
        self.init(run: run, number: number)
        guard self.text == text else { return nil }
    }

    /// The text; of very different lengths, the longest a dozen pages of the database.
    public var text: DisplayText {
        DisplayText("run \(run) note \(number) " + Self.filler(length))
    }

    /// The event that records it.
    public var body: EventBody { .noteAdded(text) }

    /// The order in which notes are written.
    public static func < (left: RecordedNote, right: RecordedNote) -> Bool {
        (left.run, left.number) < (right.run, right.number)
    }

    private var length: Int {
        switch (number &* 7 &+ run) % 12 {
        case 0: 30_000
        case 1: 6_000
        case 2: 900
        default: 40 + number % 60
        }
    }

    private static func filler(_ length: Int) -> String {
        let words = "the pool of connections is exhausted and every request waits "
        return String(repeating: words, count: length / words.utf8.count + 1)
            .trimmingSuffix { $0 == " " }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> String {
        var text = Substring(self)
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return String(text)
    }
}
