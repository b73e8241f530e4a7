import CPosix
import Dispatch

/// Waits for children whose end interests nobody any more, so that none stays a zombie.
///
/// It waits for each pid by itself and so never takes a child from other code.
enum ChildReaper {
    private static let queue = DispatchQueue(label: "quell.reaper")

    /// Takes over a child.
    static func adopt(_ child: ChildProcess) {
        guard child.reap() == nil else { return }
        let number = quell_pidfd_open(child.pid)
        guard number >= 0 else { return }
        let adopted = Adopted(child: child, handle: Descriptor(number))
        queue.async { adopted.begin() }
    }

    /// Confined to the reaper's queue.
    private final class Adopted: @unchecked Sendable {
        private let child: ChildProcess
        private let handle: Descriptor
        private var watch: EventThread.Watch?

        init(child: ChildProcess, handle: consuming Descriptor) {
            self.child = child
            self.handle = handle
        }

        func begin() {
            watch = try? EventThread.shared.watch(handle.number) {
                ChildReaper.queue.async { self.ended() }
            }
        }

        private func ended() {
            if child.reap() == nil, let watch {
                EventThread.shared.rearm(watch)
            } else if let watch {
                EventThread.shared.forget(watch)
            }
        }
    }
}
