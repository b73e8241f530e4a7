import CPosix
import Dispatch
import EngineRoom
import Glibc
import IncidentModel
import Synchronization

/// Where the room and the signals leave what they have to say, and a descriptor that wakes the main thread.
final class RunMailbox: Sendable {
    /// One thing that was said.
    enum Letter: Sendable {
        /// The room said something.
        case reported(EngineReport)
        /// Ctrl-C.
        case interrupted
        /// The terminal hung up, or the program was asked to end.
        case left
    }

    /// Readable while something waits.
    let descriptor: Int32
    private let writeEnd: Int32
    private let letters = Mutex<[Letter]>([])

    init() {
        var ends: [Int32] = [-1, -1]
        let isMade = quell_terminal_make_pipe(&ends) == 0
        descriptor = isMade ? ends[0] : -1
        writeEnd = isMade ? ends[1] : -1
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if writeEnd >= 0 { close(writeEnd) }
    }

    /// Leaves a letter; a run's newer page takes the place of the one that nobody has read.
    func post(_ letter: Letter) {
        if case .reported(.services) = letter { return }
        if case .reported(.logs) = letter { return }
        let wasEmpty = letters.withLock { letters in
            defer { letters.append(letter) }
            if case .reported(.output(let page)) = letter,
                case .reported(.output(let last))? = letters.last, last.run == page.run
            {
                letters.removeLast()
                return false
            }
            return letters.isEmpty
        }
        guard wasEmpty else { return }
        var one: UInt8 = 1
        _ = write(writeEnd, &one, 1)
    }

    /// Takes everything out.
    func takeAll() -> [Letter] {
        letters.withLock { letters in
            var bytes = [UInt8](repeating: 0, count: 64)
            _ = read(descriptor, &bytes, bytes.count)
            defer { letters = [] }
            return letters
        }
    }
}

extension RunMailbox.Letter {
    /// What it is to the dialogue; nil for what ends the session itself.
    var input: RunDialogue.Input? {
        switch self {
        case .reported(let report): .reported(report)
        case .interrupted: .interrupted
        case .left: nil
        }
    }

    /// True when the session is to be left.
    var isLeave: Bool { if case .left = self { true } else { false } }
}

/// Turns signals into letters.
final class RunSignals {
    private let sources: [any DispatchSourceSignal]

    /// Catches INT, TERM and HUP from now on; those that were ignored already stay so.
    init(mail: RunMailbox) {
        sources = [SIGINT, SIGTERM, SIGHUP].compactMap { number in
            let earlier = signal(number, SIG_IGN)
            if number == SIGHUP, Self.isIgnored(earlier) { return nil }
            let source = DispatchSource.makeSignalSource(
                signal: number, queue: .global(qos: .userInitiated))
            source.setEventHandler { mail.post(number == SIGINT ? .interrupted : .left) }
            source.resume()
            return source
        }
    }

    private static func isIgnored(_ handler: sighandler_t?) -> Bool {
        unsafeBitCast(handler, to: Int.self) == 1
    }

    /// Catches nothing any more.
    func stop() { for source in sources { source.cancel() } }
}
