import IncidentModel
import SafeText

/// What the attempt before kept as evidence, so that what did not change is not redacted again.
///
/// Every reading carries its whole evidence: the newest good one is laid beside the first bad one.
/// Answers of a healthy target mostly differ in their date alone, so nearly all of the work of making
/// foreign text fit for publishing can be saved, and equal texts share their memory.
final class EvidenceMemo {
    /// Longer texts are not remembered.
    static let longestText = 4096

    private var texts: [(source: String, made: DisplayText)] = []
    private var blocks: [(source: [UInt8], made: [DisplayText])] = []
    private var nextText = 0
    private var nextBlock = 0

    /// A new attempt begins to keep its evidence.
    func rewind() {
        (nextText, nextBlock) = (0, 0)
    }

    /// The safe text of a source, made only when the source differs from the one before it.
    func text(_ source: String, make: (String) -> DisplayText) -> DisplayText {
        defer { nextText += 1 }
        if nextText < texts.count, texts[nextText].source == source {
            return texts[nextText].made
        }
        let made = make(source)
        let fits = source.utf8.count <= Self.longestText
        Self.put((fits ? source : "", fits ? made : .empty), at: nextText, of: &texts)
        return made
    }

    /// The safe lines of foreign bytes, made only when the bytes differ from those before.
    func lines(_ source: [UInt8], make: ([UInt8]) -> [DisplayText]) -> [DisplayText] {
        defer { nextBlock += 1 }
        if nextBlock < blocks.count, blocks[nextBlock].source == source {
            return blocks[nextBlock].made
        }
        let made = make(source)
        let fits = source.count <= Self.longestText
        Self.put((fits ? source : [], fits ? made : []), at: nextBlock, of: &blocks)
        return made
    }

    private static func put<Entry>(_ entry: Entry, at place: Int, of list: inout [Entry]) {
        if place < list.count {
            list[place] = entry
        } else {
            list.append(entry)
        }
    }
}
