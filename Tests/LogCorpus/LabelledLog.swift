import Foundation

/// A log that people labelled, in the layout of Loghub: a log and a table beside it.
public struct LabelledLog: Sendable {
    /// Where the lines to be read are.
    public struct Input: Sendable {
        /// The file.
        public let path: String
        private let isTemporary: Bool

        init(path: String, isTemporary: Bool) {
            self.path = path
            self.isTemporary = isTemporary
        }

        /// Removes the file when it was written for this purpose.
        public func remove() {
            if isTemporary { try? FileManager.default.removeItem(atPath: path) }
        }
    }

    /// The name of the set.
    public let name: String
    /// The group of each line.
    public let truth: [Int]
    /// The template of each group.
    public let templates: [Int: String]
    private let messages: [String]
    private let file: URL

    /// All labelled logs below a folder, by name.
    ///
    /// - Throws: What the file system throws.
    public static func all(below folder: String) throws -> [LabelledLog] {
        let ending = "_structured_corrected.csv"
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
        return try paths.filter { $0.hasSuffix(ending) }.sorted().map { path in
            let table = URL(filePath: folder).appending(path: path)
            let log = URL(filePath: String(table.path.dropLast(ending.count)))
            return try LabelledLog(table: table, log: log)
        }
    }

    private init(table: URL, log: URL) throws {
        name = table.deletingLastPathComponent().lastPathComponent
        file = log
        let rows = SeparatedValues(String(decoding: try Data(contentsOf: table), as: UTF8.self))
            .rows
        let header = rows.first ?? []
        let columns = ["Content", "EventId", "EventTemplate"].map { header.firstIndex(of: $0) ?? 0 }
        var numbers: [String: Int] = [:]
        var truth: [Int] = []
        var templates: [Int: String] = [:]
        var messages: [String] = []
        for row in rows.dropFirst() where row.count == header.count {
            let number = numbers[row[columns[1]], default: numbers.count]
            numbers[row[columns[1]]] = number
            truth.append(number)
            templates[number] = Self.withPlainPlaceholders(row[columns[2]])
            messages.append(row[columns[0]])
        }
        self.truth = truth
        self.templates = templates
        self.messages = messages
    }

    /// The lines to be read: the log itself, or its messages in a temporary file.
    ///
    /// - Throws: What the file system throws.
    public func input(_ form: CorpusInput.Form) throws -> Input {
        if form == .raw { return Input(path: file.path, isTemporary: false) }
        let path = FileManager.default.temporaryDirectory
            .appending(path: "quell-messages-" + UUID().uuidString.prefix(8))
        try Data((messages.joined(separator: "\n") + "\n").utf8).write(to: path)
        return Input(path: path.path, isTemporary: true)
    }

    /// A template in which `<NUM>`, `<:IP:>`, `<_>` and their like are `<*>`.
    public static func withPlainPlaceholders(_ text: String) -> String {
        guard let pattern = try? Regex("<(?:\\*|_|:?[A-Z][A-Z0-9_]*:?)>") else { return text }
        return text.replacing(pattern, with: "<*>")
    }
}
