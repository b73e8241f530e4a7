public import SafeText

/// Why the journal could not do what was asked; one clear sentence each.
public enum JournalError: Error, Hashable, Sendable {
    /// The name cannot be that of an incident's folder.
    case unsafeID(DisplayText)
    /// There is an incident of this name already.
    case alreadyExists(DisplayText)
    /// There is no incident of this name.
    case notFound(DisplayText)
    /// Neither `XDG_STATE_HOME` nor `HOME` says where state belongs.
    case noStateFolder
    /// The folder or the journal in it cannot be made.
    case cannotCreate(path: DisplayText, reason: DisplayText)
    /// The journal is there and cannot be opened or read.
    case cannotOpen(path: DisplayText, reason: DisplayText)
    /// The journal cannot be written; nothing of the batch is in it.
    case cannotWrite(path: DisplayText, reason: DisplayText)
    /// There is no room left; nothing of the batch is in the journal.
    case diskFull(path: DisplayText)
    /// The file is no journal any more.
    case damaged(path: DisplayText, reason: DisplayText)
    /// Another program's database has the journal's name.
    case foreign(path: DisplayText)
    /// A later version of the program wrote the journal.
    case newerSchema(path: DisplayText, found: Int, known: Int)
    /// Another console records this incident.
    case locked(path: DisplayText, by: DisplayText)
    /// The journal was opened for reading only.
    case readOnly(path: DisplayText)
    /// The journal was closed.
    case closed(path: DisplayText)
    /// The journal is not open, for a reason that was told before.
    case shut(because: DisplayText)

    /// One sentence for a person.
    public var sentence: DisplayText {
        switch self {
        case .unsafeID(let id):
            "“\(id)” cannot be an incident: 1 to 64 ASCII letters, digits, “.”, “_” and “-” are"
                + " allowed, the first one a letter or digit."
        case .alreadyExists(let id): "There is an incident \(id) already."
        case .notFound(let id): "There is no incident \(id)."
        case .noStateFolder: "Neither XDG_STATE_HOME nor HOME names a folder for the journal."
        case .cannotCreate(let path, let reason): "Cannot create the journal \(path): \(reason)."
        case .cannotOpen(let path, let reason): "Cannot open the journal \(path): \(reason)."
        case .cannotWrite(let path, let reason): "Cannot write the journal \(path): \(reason)."
        case .diskFull(let path): "The disk of the journal \(path) is full."
        case .damaged(let path, let reason): "The journal \(path) is damaged: \(reason)."
        case .foreign(let path): "The journal \(path) is a database of another program."
        case .newerSchema(let path, let found, let known):
            "The journal \(path) was written by a later version of Quell (schema \(found), this one"
                + " knows \(known))."
        case .locked(let path, let holder):
            "The journal \(path) is being recorded by another console (\(holder)); it can be"
                + " opened for reading only."
        case .readOnly(let path): "The journal \(path) is open for reading only."
        case .closed(let path): "The journal \(path) is closed."
        case .shut(let reason): reason
        }
    }
}

extension JournalError: CustomStringConvertible {
    /// The sentence.
    public var description: String { sentence.string }
}
