import Foundation

/// A variable with a unique value: every descendant of a command has it, whatever it does.
struct Marker {
    var value = UUID().uuidString

    var environment: [String: String] { ["QUELL_TEST_MARKER": value] }

    /// The living processes that carry the mark.
    func processes() -> [Int] {
        Self.processes { pid in
            Self.bytes("/proc/\(pid)/environ").contains(value)
        }
    }

    /// Every process whose command line holds the value.
    func commandLines() -> [Int] {
        Self.processes { pid in Self.bytes("/proc/\(pid)/cmdline").contains(value) }
    }

    private static func processes(where matches: (Int) -> Bool) -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap(Int.init).filter(matches)
    }

    private static func bytes(_ path: String) -> String {
        guard let data = FileManager.default.contents(atPath: path) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }
}
