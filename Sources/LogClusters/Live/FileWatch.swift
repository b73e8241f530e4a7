#if canImport(Glibc)
    import Glibc
#endif

/// Tells which files and folders changed: inotify behind one descriptor, without any polling.
final class FileWatch {
    private static let folderEvents =
        UInt32(IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
        | UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_ATTRIB)
    private static let fileEvents = UInt32(IN_MODIFY | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)

    /// Readable when something changed; -1 when the system has no inotify left.
    let descriptor: Int32
    private var owners: [Int32: Set<Int>] = [:]
    private var moves: [FileMove] = []
    /// Where files came from whose new place was not told yet, by cookie; a few at most.
    private var departures: [UInt32: FileMove.Place] = [:]

    init() {
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Watches a folder's entries for an owner; nil when it is not there.
    func watchFolder(_ path: String, owner: Int) -> Int32? {
        watch(path, Self.folderEvents, owner: owner)
    }

    /// Watches a file's contents for an owner; nil when it is not there.
    func watchFile(_ path: String, owner: Int) -> Int32? {
        watch(path, Self.fileEvents, owner: owner)
    }

    /// Ends a watch for an owner.
    func unwatch(_ watch: Int32, owner: Int) {
        owners[watch]?.remove(owner)
        guard owners[watch]?.isEmpty ?? false else { return }
        owners[watch] = nil
        _ = inotify_rm_watch(descriptor, watch)
    }

    private func watch(_ path: String, _ events: UInt32, owner: Int) -> Int32? {
        guard descriptor >= 0 else { return nil }
        // IN_MASK_ADD: a folder may be the file of another owner.
        let watch = inotify_add_watch(descriptor, path, events | UInt32(IN_MASK_ADD))
        guard watch >= 0 else { return nil }
        owners[watch, default: []].insert(owner)
        return watch
    }

    /// The moves since the last call, in order.
    func takeMoves() -> [FileMove] {
        defer { moves = [] }
        return moves
    }

    /// Takes all events and says whose files and folders changed.
    func changedOwners() -> Set<Int> {
        var changed: Set<Int> = []
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 8) { buffer in
            while true {
                let count = read(descriptor, buffer.baseAddress, buffer.count)
                guard count > 0 else { return }
                collect(UnsafeRawBufferPointer(rebasing: buffer[0..<count]), into: &changed)
            }
        }
        return changed
    }

    private func collect(_ events: UnsafeRawBufferPointer, into changed: inout Set<Int>) {
        let headerSize = MemoryLayout<inotify_event>.size
        var offset = 0
        while offset + headerSize <= events.count {
            let event = events.loadUnaligned(fromByteOffset: offset, as: EventHeader.self)
            if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
                for set in owners.values { changed.formUnion(set) }
            } else if let set = owners[event.watch] {
                changed.formUnion(set)
                if event.mask & UInt32(IN_IGNORED) != 0 { owners[event.watch] = nil }
            }
            let name = events[(offset + headerSize)...].prefix(Int(event.length))
            noteMove(event, name.prefix { $0 != 0 })
            offset += headerSize + Int(event.length)
        }
    }

    /// Both ends of a move bear the same cookie; inotify(7) tells them one after the other.
    private func noteMove(_ event: EventHeader, _ name: Slice<UnsafeRawBufferPointer>) {
        guard event.mask & UInt32(IN_MOVED_FROM | IN_MOVED_TO) != 0 else { return }
        let place = FileMove.Place(
            watch: event.watch, name: String(decoding: name, as: UTF8.self))
        if event.mask & UInt32(IN_MOVED_FROM) != 0 {
            // A file that left for a folder that nobody watches never arrives.
            if departures.count > 64 { departures = [:] }
            departures[event.cookie] = place
        } else if let from = departures.removeValue(forKey: event.cookie) {
            moves.append(FileMove(from: from, to: place))
        }
    }

    /// The fixed part of `struct inotify_event`.
    private struct EventHeader {
        var watch: Int32
        var mask: UInt32
        var cookie: UInt32
        var length: UInt32
    }
}
