/// A format of log lines, as one of the data files in `Formats/` describes it.
public struct RecordFormat: Sendable {
    /// The name that forces it, such as `nginx-error`.
    public let name: String
    /// What it is, in a few words.
    public let title: String
    let layout: FormatLayout
    /// Lines and what must be read of them; only a reading with samples has them.
    let samples: [FormatSample]
    /// True when its lines hold lines of another format.
    let isWrapper: Bool

    /// Every format, in the order of names.
    public static let all: [RecordFormat] = EmbeddedFiles.all.compactMap { file in
        // A test reads every file; one that cannot be read must not take the others with it.
        try? RecordFormat(yaml: file.text, path: file.path, readsSamples: false)
    }.sorted { $0.name < $1.name }

    /// The names of all formats, in order.
    public static var names: [String] { all.map(\.name) }

    /// The format of a name.
    ///
    /// - Parameter name: One of `names`.
    /// - Returns: The format; nil when there is none of that name.
    public static func named(_ name: String) -> RecordFormat? { all.first { $0.name == name } }
}
