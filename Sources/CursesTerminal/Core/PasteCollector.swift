/// Collects what a terminal sends between the marks of a bracketed paste.
struct PasteCollector: Equatable {
    /// The most bytes of one paste that are kept; the rest is dropped.
    static let mostBytes = 1 << 20
    private static let escape: UInt8 = 0x1B
    private static let endMark = Array("\u{1B}[201~".utf8)

    private var bytes: [UInt8] = []
    /// How many bytes of the end mark the latest bytes are.
    private var matched = 0

    /// Takes a byte; true when it completes the end mark.
    mutating func takesEnd(_ byte: UInt8) -> Bool {
        if matched == 0, byte != PasteCollector.escape {
            if bytes.count < PasteCollector.mostBytes { bytes.append(byte) }
            return false
        }
        if byte == PasteCollector.endMark[matched] {
            matched += 1
            return matched == PasteCollector.endMark.count
        }
        // The mark has Escape only at its start, so a new match can only start at this byte.
        keep(PasteCollector.endMark[..<matched])
        matched = 0
        if byte == PasteCollector.escape {
            matched = 1
            return false
        }
        return takesEnd(byte)
    }

    /// The text so far: line ends as `\n`, no control character but these and tabs.
    var text: String {
        var result = String.UnicodeScalarView()
        var latest: Unicode.Scalar = " "
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar == "\r" || (scalar == "\n" && latest != "\r") {
                result.append("\n")
            } else if scalar == "\t" || scalar.properties.generalCategory != .control {
                result.append(scalar)
            }
            latest = scalar
        }
        return String(result)
    }

    private mutating func keep(_ more: some Collection<UInt8>) {
        bytes += more.prefix(PasteCollector.mostBytes - bytes.count)
    }
}
