/// Hides exact values in a stream of bytes, wherever they are cut by reads or lines.
///
/// What could be the beginning of a value is held back until the next bytes decide.
struct ExactMask: Sendable {
    /// The longest first: a value may be the beginning of another one.
    private let values: [[UInt8]]
    /// 1 for each byte that begins a value.
    private let begins: [UInt8]
    private var held: [UInt8] = []
    private static let mark = Array(SecretKind.secret.mark.utf8)

    init(values: some Sequence<[UInt8]>) {
        let unique = Set(values.filter { !$0.isEmpty })
        self.values = unique.sorted { $0.count > $1.count }
        var begins = [UInt8](repeating: 0, count: 256)
        for value in unique { begins[Int(value[0])] = 1 }
        self.begins = begins
    }

    /// Takes the next bytes and returns what can be shown by now.
    mutating func feed(_ bytes: [UInt8]) -> [UInt8] {
        if values.isEmpty { return bytes }
        let text = held.isEmpty ? bytes : held + bytes
        held = []
        return masked(text, isLast: false)
    }

    /// Returns what was held back: no more bytes follow.
    mutating func finish() -> [UInt8] {
        let text = held
        held = []
        return masked(text, isLast: true)
    }

    private enum Found {
        case value(Int)
        case beginning
        case nothing
    }

    private mutating func masked(_ text: [UInt8], isLast: Bool) -> [UInt8] {
        var output: [UInt8]?
        var kept = 0
        var index = 0
        while let start = next(in: text, from: index) {
            switch found(in: text, at: start) {
            case .value(let length):
                output = (output ?? []) + text[kept..<start] + Self.mark
                kept = start + length
                index = kept
            case .beginning where !isLast:
                held = Array(text[start...])
                return (output ?? []) + text[kept..<start]
            case .beginning, .nothing: index = start + 1
            }
        }
        guard let output else { return text }
        return output + text[kept...]
    }

    /// The next index at which a value may begin.
    private func next(in text: [UInt8], from start: Int) -> Int? {
        begins.withUnsafeBufferPointer { begins in
            text.withUnsafeBufferPointer { text in
                var index = start
                while index < text.count, begins[Int(text[index])] == 0 { index &+= 1 }
                return index < text.count ? index : nil
            }
        }
    }

    private func found(in text: [UInt8], at start: Int) -> Found {
        for value in values {
            let count = min(value.count, text.count - start)
            guard count < 2 || text[start + 1] == value[1],
                text[start..<start + count] == value[..<count]
            else { continue }
            return count == value.count ? .value(count) : .beginning
        }
        return .nothing
    }
}
