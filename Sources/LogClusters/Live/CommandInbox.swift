import Dispatch
import Foundation
import Processes

/// Output of a command on its way to the engine's thread, bounded: a full inbox holds the command back.
///
/// Safe to share because everything in it is touched under its lock only.
final class CommandInbox: @unchecked Sendable {
    private static let limit = 4_194_304
    private let condition = NSCondition()
    private let wake: WakePipe
    /// Entered while a command runs; waiting for it does not depend on the wall clock.
    private let running = DispatchGroup()
    private var pieces: [(ProcessStream, [UInt8])] = []
    private var size = 0
    private var ending: ProcessEnd?
    private var hasEnded = true
    private var isClosed = false

    init(wake: WakePipe) { self.wake = wake }

    /// True when there is nothing for the engine.
    var isEmpty: Bool { locked { pieces.isEmpty && ending == nil } }

    /// A command is about to be started.
    func begin() {
        locked {
            if hasEnded { running.enter() }
            hasEnded = false
        }
    }

    /// Takes bytes; waits while there are too many.
    func put(_ stream: ProcessStream, _ bytes: [UInt8]) {
        condition.lock()
        while size > Self.limit, !isClosed { condition.wait() }
        let isFirst = pieces.isEmpty
        if !isClosed {
            pieces.append((stream, bytes))
            size += bytes.count
        }
        condition.unlock()
        if isFirst { wake.wake() }
    }

    /// The command came to its end; nothing follows.
    func end(_ end: ProcessEnd) {
        locked {
            ending = end
            if !hasEnded { running.leave() }
            hasEnded = true
        }
        wake.wake()
    }

    /// Everything since the last call.
    func take() -> ([(ProcessStream, [UInt8])], ProcessEnd?) {
        locked {
            defer {
                pieces = []
                size = 0
                ending = nil
            }
            return (pieces, ending)
        }
    }

    /// Drops whatever else arrives.
    func close() { locked { isClosed = true } }

    /// True when the command has ended, after waiting for it at most so long.
    func waitForEnd(milliseconds: Int) -> Bool {
        running.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        condition.lock()
        defer {
            condition.broadcast()
            condition.unlock()
        }
        return body()
    }
}
