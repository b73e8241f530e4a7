import Foundation

/// A corpus as files in a temporary folder, removed with this value, and the truth of each line.
public final class CorpusInput {
    /// What the lines of the files are.
    public enum Form: String, CaseIterable, Sendable {
        /// Messages alone, one a line, in one file.
        case messages
        /// Lines as the services write them, one file a service.
        case raw
    }

    /// What the lines of the files are.
    public let form: Form
    /// The files in the order in which they are to be read.
    public let files: [String]
    /// The template of each line, over all files.
    public let truth: [Int]
    private let folder: URL

    /// Writes the files.
    ///
    /// - Parameters:
    ///   - records: The entries in their order.
    ///   - services: How many services there are.
    ///   - form: What to write.
    /// - Throws: What the file system throws.
    public init(_ records: [Corpus.Record], services: Int, form: Form) throws {
        self.form = form
        folder = FileManager.default.temporaryDirectory
            .appending(path: "quell-corpus-" + UUID().uuidString.prefix(8))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var texts = Array(repeating: "", count: form == .raw ? services : 1)
        var truths = Array(repeating: [Int](), count: texts.count)
        for record in records {
            let place = form == .raw ? record.service : 0
            for line in form == .raw ? record.lines : [record.message] {
                texts[place] += line
                texts[place] += "\n"
                truths[place].append(record.template)
            }
        }
        var files: [String] = []
        for (number, text) in texts.enumerated() {
            let file = folder.appending(path: "\(number).log")
            try Data(text.utf8).write(to: file)
            files.append(file.path)
        }
        self.files = files
        truth = truths.flatMap { $0 }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}
