import IncidentModel
import SafeText

/// What tells one state of a file from another without reading it.
struct FileMark: Hashable, Sendable {
    /// The number of its inode.
    var node: UInt64
    /// Bytes.
    var size: Int64
    /// When it was last written.
    var modified: Timestamp
}

/// What is kept of a file's contents: numbers that tell lines apart, never the lines, which may hold secrets.
struct FileContents: Hashable, Sendable {
    /// Longer files are compared as a whole, not by lines.
    static let mostLines = 20_000

    /// Tells the contents apart.
    var print: UInt64
    /// How often each line occurs; nil for a long file.
    private var lines: [UInt64: Int]?

    init(_ bytes: [UInt8]) {
        print = ContentPrint.number(of: bytes)
        var counts: [UInt64: Int] = [:]
        let all = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard all.count <= Self.mostLines else { return }
        for line in all where !line.isEmpty {
            counts[ContentPrint.number(of: line), default: 0] += 1
        }
        lines = counts
    }

    /// How this differs from what was before, in words such as `2 lines added, 1 removed`.
    func difference(from before: FileContents) -> DisplayText {
        guard let lines, let past = before.lines else { return "its contents changed" }
        let added = Self.surplus(of: lines, over: past)
        let removed = Self.surplus(of: past, over: lines)
        switch (added, removed) {
        case (0, 0): return "its lines were moved"
        case (let added, 0): return "\(Self.count(added)) added"
        case (0, let removed): return "\(Self.count(removed)) removed"
        case (let added, let removed): return "\(Self.count(added)) added, \(removed) removed"
        }
    }

    private static func surplus(of lines: [UInt64: Int], over others: [UInt64: Int]) -> Int {
        lines.reduce(0) { $0 + max(0, $1.value - (others[$1.key] ?? 0)) }
    }

    private static func count(_ lines: Int) -> DisplayText {
        lines == 1 ? "1 line" : "\(lines) lines"
    }
}

/// A file as it was looked at; contents are nil when they could not be read.
struct FileGlance: Hashable, Sendable {
    /// Its mark.
    var mark: FileMark
    /// Its contents.
    var contents: FileContents?
}

/// Files that are watched: what they were at the newest look, and what changed since.
struct WatchedFiles {
    private(set) var known: [String: FileGlance] = [:]
    private var lastLook: Timestamp?
    private let folder: String

    /// - Parameter folder: Paths below it are shown without it.
    init(folder: String = "") {
        self.folder = folder
    }

    /// Takes all files of a look.
    ///
    /// A change is dated by the file's own time when that lies between the two looks, else (a copy that keeps times, a
    /// deletion) by the look. At the first look every file counts as written at its own time.
    /// - Parameters:
    ///   - present: The files by their paths.
    ///   - now: The time on the wall.
    /// - Returns: What changed.
    mutating func changes(
        in present: [String: FileGlance], at now: Timestamp
    ) -> [ChangeSighting] {
        let changes = present.keys.sorted().compactMap { path in
            present[path].flatMap { change(of: path, $0, now) }
        }
        let gone = known.keys.filter { present[$0] == nil }.sorted().map { path in
            sighting(path, nil, at: now, "was deleted")
        }
        known = present
        lastLook = now
        return changes + gone
    }

    private func change(
        of path: String, _ file: FileGlance, _ now: Timestamp
    ) -> ChangeSighting? {
        guard let lastLook else {
            return sighting(path, file, at: file.mark.modified, "was written")
        }
        let own = file.mark.modified
        let at = own >= lastLook && own <= now ? own : now
        guard let before = known[path] else { return sighting(path, file, at: at, "is new") }
        guard before.mark != file.mark else { return nil }
        guard let contents = file.contents, let past = before.contents else {
            return sighting(path, file, at: at, "was written")
        }
        guard contents.print != past.print else { return nil }
        return sighting(path, file, at: at, contents.difference(from: past))
    }

    private func shown(_ path: String) -> String {
        let prefix = folder + "/"
        guard !folder.isEmpty, path.hasPrefix(prefix) else { return path }
        let rest = path.dropFirst(prefix.count)
        return String(rest.hasPrefix("./") ? rest.dropFirst(2) : rest)
    }

    private func sighting(
        _ path: String, _ file: FileGlance?, at moment: Timestamp, _ words: DisplayText
    ) -> ChangeSighting {
        // The same file is the same change for the console that comes after this one.
        let time = file?.mark.modified ?? moment
        let seed = ContentPrint.number(of: "\(path)\u{0}\(time.nanoseconds)".utf8)
        let number = file?.contents.map { seed ^ $0.print } ?? seed
        let colon = words.string.first?.isNumber == true || words.string.hasPrefix("its")
        return ChangeSighting(
            id: DisplayText(ContentPrint.text(number)), at: moment,
            title: "\(DisplayText(shown(path)))\(DisplayText(colon ? ":" : "")) \(words)")
    }
}
