/// Finds which block of a document is the text of a file to write.
///
/// Two forms say so: a line `File: path` directly before a block; and a list of files below a line such as
/// `Files to update:`, of which exactly one fits the language of a later block of settings. A wrong
/// offer would replace a file by a fragment, so nothing else counts.
struct FileOffer {
    /// The path of a line `File: path`, until the block after it.
    private var direct: String?
    /// Paths of a list, with the level of the heading that they are below.
    private var listed: [String] = []
    private var level = 7
    /// True while the items of a list of files are read.
    private var isListing = false

    private static let words: Set<String> = [
        "file", "filename", "file name", "file path", "new file", "create file", "write file",
    ]

    /// Languages of settings, whose whole file a runbook may show, by the ends of their files' names.
    private static let settings: [(languages: Set<String>, ends: Set<String>)] = [
        (["yaml", "yml"], ["yaml", "yml"]), (["json"], ["json"]), (["toml"], ["toml"]),
        (["hcl", "terraform", "tf"], ["tf", "tfvars", "hcl"]),
        (["ini", "conf", "cfg", "properties"], ["ini", "conf", "cfg", "properties"]),
        (["env", "dotenv"], ["env"]),
    ]

    /// Takes a heading: lists of files end with the section that they are in.
    mutating func takeHeading(_ text: String, level: Int) {
        if level <= self.level { listed = [] }
        isListing = false
        direct = Self.path(inLine: text)
    }

    /// Takes a paragraph; `level` is that of the heading above it.
    mutating func takeParagraph(_ text: InlineText, level: Int) {
        let last = text.text.split(separator: "\n").last.map(String.init) ?? ""
        direct = Self.path(inLine: last)
        isListing = Self.announcesFiles(last)
        if isListing {
            listed = []
            self.level = level
        }
    }

    /// Takes the text of a list's item.
    mutating func takeItem(_ text: InlineText) {
        direct = Self.path(inLine: text.line)
        guard isListing, let code = text.codes.first, text.text.trimmed == code else { return }
        if let path = Self.path(code) { listed.append(path) }
    }

    /// Takes something else, which parts a line from the block that follows.
    mutating func takeOther() {
        direct = nil
    }

    /// The path of the file whose text the next block is; nil when it is none.
    mutating func takeCode(language: String) -> String? {
        defer { direct = nil }
        isListing = false
        if let direct { return direct }
        guard let ends = Self.settings.first(where: { $0.languages.contains(language) })?.ends
        else {
            return nil
        }
        let fitting = listed.filter { path in
            path.split(separator: ".").last.map { ends.contains($0.lowercased()) } ?? false
        }
        guard fitting.count == 1, let path = fitting.first else { return nil }
        listed.removeAll { $0 == path }
        return path
    }

    private static func announcesFiles(_ line: String) -> Bool {
        let text = line.lowercased()
        guard text.hasSuffix(":"), text.count < 80 else { return false }
        let words = text.split { !$0.isLetter }
        return words.contains { $0 == "file" || $0 == "files" }
            && words.contains { word in
                ["update", "create", "write", "change", "edit", "require", "modif"].contains {
                    word.hasPrefix($0)
                }
            }
    }

    /// The path in a line `File: path`.
    private static func path(inLine line: String) -> String? {
        guard let colon = line.firstIndex(of: ":"),
            words.contains(line[..<colon].trimmed.lowercased())
        else { return nil }
        return path(line[line.index(after: colon)...].trimmed)
    }

    /// The text as a path, if it can be one; values cannot be filled into it.
    private static func path(_ text: String) -> String? {
        var path = text
        while let first = path.first, first == path.last, path.count > 1, "`\"'".contains(first) {
            path = String(path.dropFirst().dropLast())
        }
        let isName = path.contains("/") || path.dropFirst().contains(".")
        let isOdd = path.unicodeScalars.contains {
            $0.value < 0x21 || $0.value == 0x7F || "<>*?|\"$:".unicodeScalars.contains($0)
        }
        guard isName, !isOdd, !path.isEmpty, path.utf8.count <= 255, !path.hasSuffix("/"),
            !path.hasSuffix(".")
        else { return nil }
        return path
    }
}
