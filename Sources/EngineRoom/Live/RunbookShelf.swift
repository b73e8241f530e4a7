import BuiltinAssets
import Foundation
import IncidentModel
public import Runbooks
import SafeText
public import Settings

/// Finds runbooks: a path, else a name among the user's own, else a name among the shipped ones.
public struct RunbookShelf: Sendable {
    /// Where a runbook was found.
    public enum Place: Hashable, Sendable {
        /// A file of the user.
        case file(String)
        /// A shipped one: its path among the built-in files.
        case shipped(String)
    }

    /// No runbook of that name, with the place where it was asked for.
    public struct NotFound: Error, CustomStringConvertible {
        /// The sentence.
        public let description: String
    }

    private let ownFolder: String

    /// Looks in `runbooks/` of the user's configuration folder before the shipped ones.
    public init(userFolder: String) {
        ownFolder = userFolder + "/runbooks"
    }

    /// Where the runbook of a reference is.
    public func locate(_ reference: RunbookReference) throws(NotFound) -> Place {
        let text = reference.text
        // One file has one path, however people come to it: it is told from others by that.
        let relative = URL(
            fileURLWithPath: text.hasPrefix("/") ? text : reference.folder + "/" + text
        ).standardizedFileURL.path
        if Self.isFile(relative) { return .file(relative) }
        let name = text.hasSuffix(".md") ? text : text + ".md"
        if !name.contains("/") {
            if Self.isFile(ownFolder + "/" + name) { return .file(ownFolder + "/" + name) }
            let shipped = "Runbooks/" + name
            if BuiltinAssets.text(at: shipped) != nil { return .shipped(shipped) }
        }
        let place = reference.line.map { "\(reference.folder)/quell.yaml:\($0): " } ?? ""
        throw NotFound(
            description: "\(place)found runbook \"\(text)\", expected a file, or one of "
                + names.joined(separator: ", "))
    }

    /// The names of all own and shipped runbooks, in alphabetical order.
    public var names: [String] {
        let own = (try? FileManager.default.contentsOfDirectory(atPath: ownFolder)) ?? []
        let shipped = BuiltinAssets.files(in: "Runbooks").map {
            String($0.path.dropFirst("Runbooks/".count))
        }
        return Set(own + shipped).filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
            .sorted()
    }

    /// Reads and parses the runbook of a reference; errors are one sentence each.
    ///
    /// `variables` are the names its commands will find set beside the console's own.
    public func load(
        _ reference: RunbookReference, variables: Set<String> = []
    ) throws -> Runbook {
        try load(at: locate(reference), id: nil, variables: variables)
    }

    /// Reads and parses the runbook at a place; without an id it gets that of its file's name.
    func load(at place: Place, id: RunbookID?, variables: Set<String>) throws -> Runbook {
        switch place {
        case .file(let path):
            return try RunbookLoader.load(path: path, id: id, variables: variables)
        case .shipped(let path):
            return try RunbookLoader.parse(
                text: BuiltinAssets.text(at: path) ?? "", path: path, id: id, variables: variables)
        }
    }

    /// Reads all own and shipped runbooks that say when they fit; those that cannot be read are left out.
    ///
    /// Not for the room's thread: a shelf may be long, and a hostile file takes seconds.
    func candidates() -> [(place: Place, candidate: RunbookSuggester.Candidate)] {
        names.compactMap { name in
            let reference = RunbookReference(text: name, folder: ownFolder)
            guard let place = try? locate(reference),
                let plan = try? place.cover(),
                !plan.triggers.isEmpty
            else { return nil }
            return (
                place,
                RunbookSuggester.Candidate(reference: name, plan: plan, isLoaded: false)
            )
        }
    }

    fileprivate static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && !isFolder.boolValue
    }
}

extension RunbookShelf.Place {
    /// The place of which a journal has the path: that of a shipped runbook is relative.
    init(recorded path: String) {
        self = path.hasPrefix("/") ? .file(path) : .shipped(path)
    }

    /// What `RunbookPlan.path` says of a runbook from here.
    var recordedPath: DisplayText {
        switch self {
        case .file(let path), .shipped(let path): DisplayText(path)
        }
    }

    /// True while there is something to read.
    var isThere: Bool {
        switch self {
        case .file(let path): RunbookShelf.isFile(path)
        case .shipped(let path): BuiltinAssets.text(at: path) != nil
        }
    }

    /// The title of the runbook there and when it fits.
    fileprivate func cover() throws -> RunbookPlan {
        switch self {
        case .file(let path): try RunbookLoader.cover(path: path)
        case .shipped(let path):
            RunbookLoader.cover(text: BuiltinAssets.text(at: path) ?? "", path: path)
        }
    }
}
