import Foundation

/// Waits until something holds, far longer than it should take.
func eventually(_ limit: Duration = .seconds(20), _ condition: () -> Bool) async -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if condition() { return true }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return condition()
}

/// The text of a file; empty when there is none.
func text(of path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
}

/// The bytes in a file; 0 when there is none.
func sizeOfFile(_ path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int ?? 0
}

/// The descriptors that this process has open.
func openDescriptors() -> Int {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).count
}
