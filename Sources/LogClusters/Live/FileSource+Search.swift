import SafeText

#if canImport(Glibc)
    import Glibc
#endif

extension FileSource {
    /// What a new file is.
    enum Origin {
        case new
        /// A copy, read up to a position under its other name.
        case copy(FilePosition)
        /// It will show.
        case undecided
    }

    /// Goes on with the files of a checkpoint, also with those that have another name now, were copied
    /// away or compressed; then come the files that were there and rotated away in the meantime.
    func resumeFiles() {
        for position in stored {
            if let file = find(position) {
                follow(file, from: .behind(position, .caughtUp))
            } else if !position.isRotated {
                notice = "the rest of \(DisplayText(position.path)) was gone after the restart"
            }
        }
        for file in missedFiles() { follow(file, from: .missed) }
        stored = []
    }

    /// Files derived from a stored one that were written since, the oldest first.
    private func missedFiles() -> [OpenFile] {
        // The kernel's stamps are of its last tick, 10 ms ago at most.
        let since = storedAt - 10_000_000
        var found: [(file: OpenFile, changed: Int64)] = []
        for path in Set(stored.map(\.path)) {
            for sibling in siblings(of: path) where Self.isDerived(sibling, from: path) {
                // What bears a name that is meant is found by it.
                guard !pattern.covers(sibling), case .success(let file) = OpenFile.open(sibling),
                    file.changedAt >= since, !isKnown(file),
                    !found.contains(where: { $0.file.identity == file.identity })
                else { continue }
                found.append((file, file.changedAt))
            }
        }
        return found.sorted { $0.changed < $1.changed }.map(\.file)
    }

    /// True for a stored file and for any copy of one.
    private func isKnown(_ file: OpenFile) -> Bool {
        stored.contains { position in
            let head = position.print.head
            return position.identity == file.identity && !wasRewritten(file, position)
                || !head.isEmpty && file.head(head.count) == head
        }
    }

    private func wasRewritten(_ file: OpenFile, _ position: FilePosition) -> Bool {
        !position.isCompressed && !position.print.head.isEmpty
            && !position.print.matches(file.descriptor)
    }

    /// A file whose lines were moved away begins again; what was not read yet may be in a copy of it.
    func beginAnew(_ file: FollowedFile) {
        let position = FilePosition(
            identity: file.file.identity, path: file.file.path, print: file.print)
        let known = Set(files.map(\.file.identity))
        if let copy = search(position, without: known) {
            // The copy goes on in the same stream: a line may have been cut by the last read.
            follow(copy, from: .behind(position, .live), stream: file.stream)
            moveBefore(file)
        } else {
            file.stream.finish()
        }
        file.beginAnew(with: makeStream())
    }

    /// Tells a file that appeared from a copy that somebody makes of a followed one to truncate it.
    func origin(of file: OpenFile) -> Origin {
        let likeness = files.first { known in
            guard known.file.identity != file.identity, !known.isArchive,
                Self.isDerived(file.path, from: known.file.path)
            else { return false }
            let head = known.print.head
            let start = file.head(head.count)
            return !head.isEmpty && head.starts(with: start)
        }
        guard let likeness else { return .new }
        let position = FilePosition(
            identity: file.identity, path: file.path, print: likeness.print)
        if file.isCompressed == true { return .copy(position) }
        let now = MonotonicTime.now
        let since = undecided[file.identity] ?? now
        undecided[file.identity] = since
        if now - since < Self.copyPatience { return .undecided }
        // A copy that somebody keeps beside the log holds nothing that is not read there.
        return likeness.startsLike(file) ? .copy(Self.end(of: file)) : .new
    }

    private static func end(of file: OpenFile) -> FilePosition {
        FilePosition(
            identity: file.identity, path: file.path,
            print: FilePrint(head: [], tail: [], offset: file.size))
    }

    /// The file of a position: the one that bears its name, or any other it may be now.
    private func find(_ position: FilePosition) -> OpenFile? {
        if case .success(let file) = OpenFile.open(position.path), isSame(file, position) {
            return file
        }
        return search(position, without: [])
    }

    private func search(_ position: FilePosition, without known: Set<FileIdentity>) -> OpenFile? {
        var copy: OpenFile?
        for path in siblings(of: position.path) {
            guard case .success(let file) = OpenFile.open(path), !known.contains(file.identity)
            else { continue }
            if file.identity == position.identity, isSame(file, position) { return file }
            if copy == nil, Self.isDerived(path, from: position.path), isSame(file, position) {
                copy = file
            }
        }
        return copy
    }

    private func isSame(_ file: OpenFile, _ position: FilePosition) -> Bool {
        if file.isCompressed == true {
            let head = position.print.head
            return position.isCompressed
                ? file.identity == position.identity
                : !head.isEmpty && file.head(head.count) == head
        }
        if position.isCompressed { return false }
        // Of a file from which nothing was read nothing is known but its identity.
        if position.print.head.isEmpty { return file.identity == position.identity }
        return position.print.matches(file.descriptor)
    }

    /// `app.log.1`, `app.log-20260102.gz` and `app.log` itself are derived from `app.log`.
    private static func isDerived(_ path: String, from original: String) -> Bool {
        path.hasPrefix(original)
    }

    /// The files in the folder of a path.
    private func siblings(of path: String) -> [String] {
        let folder = FilePattern.parent(of: path)
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var paths: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            paths.append(folder == "/" ? "/" + name : folder + "/" + name)
        }
        return paths.sorted()
    }

    private func moveBefore(_ file: FollowedFile) {
        guard let place = files.firstIndex(where: { $0 === file }), let copy = files.popLast()
        else {
            return
        }
        if files.endIndex < place || copy === file { return files.append(copy) }
        files.insert(copy, at: place)
    }
}
