import Foundation
import LogCorpus

/// A corpus as files that other programs can read and be scored on.
struct CorpusFiles {
    private let corpus: Corpus

    init(_ corpus: Corpus) { self.corpus = corpus }

    /// Writes `messages.log`, `raw/SERVICE.log` and, line by line beside each, the template.
    func write(into folder: String) throws {
        let root = URL(filePath: folder)
        let raw = root.appending(path: "raw")
        try FileManager.default.createDirectory(at: raw, withIntermediateDirectories: true)
        try write(corpus.records.map { ($0.template, [$0.message]) }, to: root, "messages")
        for (number, name) in corpus.services.enumerated() {
            let own = corpus.records.filter { $0.service == number }
            try write(own.map { ($0.template, $0.lines) }, to: raw, name)
        }
    }

    private func write(
        _ records: [(template: Int, lines: [String])], to folder: URL, _ name: String
    )
        throws
    {
        var log = ""
        var truth = "LineId,EventId,EventTemplate\n"
        var line = 0
        for record in records {
            let quoted = corpus.templates[record.template].replacing("\"", with: "\"\"")
            for text in record.lines {
                line += 1
                log += text + "\n"
                truth += "\(line),E\(record.template),\"\(quoted)\"\n"
            }
        }
        try Data(log.utf8).write(to: folder.appending(path: name + ".log"))
        try Data(truth.utf8).write(to: folder.appending(path: name + ".csv"))
    }
}
