import Dispatch

/// A descriptor that one queue owns and watches; confined to that queue.
final class DescriptorWatch: @unchecked Sendable {
    private let descriptor: Descriptor
    private let queue: DispatchQueue
    private var watch: EventThread.Watch?

    init(_ descriptor: consuming Descriptor, _ queue: DispatchQueue) {
        self.descriptor = descriptor
        self.queue = queue
    }

    var number: Int32 { descriptor.number }

    /// Calls `handler` on the queue once it is readable, then not again before `rearm`.
    ///
    /// - Throws: `SystemFailure`.
    func begin(_ handler: @escaping @Sendable () -> Void) throws {
        watch = try EventThread.shared.watch(descriptor.number) { [queue] in
            queue.async(execute: handler)
        }
    }

    /// Waits for it again.
    func rearm() {
        if let watch { EventThread.shared.rearm(watch) }
    }

    /// Ends the watch; the descriptor is closed when this object goes.
    func end() {
        if let watch { EventThread.shared.forget(watch) }
        watch = nil
    }
}
