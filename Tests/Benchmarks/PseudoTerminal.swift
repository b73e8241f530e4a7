import Foundation

/// A program on a pseudo-terminal of its own, watched from outside.
final class PseudoTerminal {
    /// The program's process id.
    var process: Int32 { program.processIdentifier }
    private let program = Process()
    private let main: Int32
    private let began: UInt64
    private var screen: [UInt8] = []
    /// TIOCSPTLCK and TIOCGPTN of asm-generic/ioctls.h.
    private static let unlock = UInt(0x4004_5431)
    private static let getNumber = UInt(0x8004_5430)

    /// Starts a program on a terminal of 140 × 42.
    init(path: String, arguments: [String], environment: [String: String]) throws {
        // posix_openpt(3) and its kin are not visible to Swift; these are the calls they make.
        main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var number: UInt32 = 0
        var isLocked: Int32 = 0
        guard main >= 0, ioctl(main, Self.unlock, &isLocked) == 0,
            ioctl(main, Self.getNumber, &number) == 0
        else {
            throw BenchmarkFailure("no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        var size = winsize(ws_row: 42, ws_col: 140, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(main, UInt(TIOCSWINSZ), &size)
        let other = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard other >= 0 else { throw BenchmarkFailure("cannot open the terminal's other side") }
        let handle = FileHandle(fileDescriptor: other, closeOnDealloc: true)
        program.executableURL = URL(fileURLWithPath: path)
        program.arguments = arguments
        program.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        program.standardInput = handle
        program.standardOutput = handle
        program.standardError = handle
        began = DispatchTime.now().uptimeNanoseconds
        try program.run()
        try? handle.close()
    }

    /// Milliseconds from the start until the output holds a text; nil when it does not in time.
    func milliseconds(until wanted: String, limit: Double = 20) -> Double? {
        let needle = Array(wanted.utf8)
        let end = began + UInt64(limit * 1e9)
        while DispatchTime.now().uptimeNanoseconds < end {
            guard drain(milliseconds: 100) else { continue }
            if screen.count >= needle.count, Data(screen).range(of: Data(needle)) != nil {
                return Double(DispatchTime.now().uptimeNanoseconds - began) / 1e6
            }
        }
        return nil
    }

    /// Reads and forgets what the program writes for so long, and returns how many bytes it was.
    func watch(seconds: Double) -> Int {
        let end = DispatchTime.now().uptimeNanoseconds + UInt64(seconds * 1e9)
        var bytes = 0
        while true {
            let now = DispatchTime.now().uptimeNanoseconds
            guard now < end else { return bytes }
            screen.removeAll(keepingCapacity: true)
            _ = drain(milliseconds: Int32((end - now) / 1_000_000) + 1)
            bytes += screen.count
        }
    }

    /// Types a key and waits until what the program writes holds a text.
    ///
    /// - Parameters:
    ///   - key: What the terminal sends for it.
    ///   - wanted: A text that shows only after this key.
    ///   - limit: Seconds to wait.
    /// - Returns: Milliseconds; nil when the text did not come.
    func milliseconds(from key: String, until wanted: String, limit: Double) -> Double? {
        screen.removeAll(keepingCapacity: true)
        let start = DispatchTime.now().uptimeNanoseconds
        type(key)
        while true {
            let now = DispatchTime.now().uptimeNanoseconds
            guard now < start + UInt64(limit * 1e9) else { return nil }
            guard drain(milliseconds: 20) else { continue }
            let arrived = DispatchTime.now().uptimeNanoseconds
            if TerminalText(screen).holds(wanted) { return Double(arrived - start) / 1e6 }
        }
    }

    /// Types a key and waits until the program writes anything; nil when it does not in time.
    func milliseconds(toAnswer key: String, limit: Double) -> Double? {
        screen.removeAll(keepingCapacity: true)
        let start = DispatchTime.now().uptimeNanoseconds
        type(key)
        while true {
            let now = DispatchTime.now().uptimeNanoseconds
            guard now < start + UInt64(limit * 1e9) else { return nil }
            guard drain(milliseconds: 20) else { continue }
            return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6
        }
    }

    /// Types without waiting for anything.
    func type(_ keys: String) {
        let sent = Array(keys.utf8)
        _ = write(main, sent, sent.count)
    }

    /// Asks the program to end, reads what it still writes, and waits for its end.
    func end() {
        program.terminate()
        for _ in 0..<100 where program.isRunning { _ = drain(milliseconds: 50) }
        if program.isRunning { kill(program.processIdentifier, SIGKILL) }
        program.waitUntilExit()
        close(main)
    }

    private func drain(milliseconds: Int32) -> Bool {
        var waiting = pollfd(fd: main, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, milliseconds) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(main, &buffer, buffer.count)
        guard count > 0 else {
            usleep(1000)
            return false
        }
        screen += buffer[..<count]
        return true
    }
}

/// Why a benchmark could not be made.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
