/// Turns the output of a command, as it arrives, into the lines a terminal would have shown.
///
/// Scalars and escape sequences may be split across reads. Escape sequences are removed (a broken one
/// leaves a `␛`), `\r` and backspace move back and let later text overwrite, "erase in line" erases.
/// The memory in use never exceeds a few times the line limit, whatever arrives.
public struct OutputDecoder: Sendable {
    /// The characters kept of one line unless said otherwise: 16 Ki.
    public static let defaultLineLimit = 16_384

    private var line: OutputLine
    private var escapes = EscapeSkipper()
    /// The first one to three bytes of a scalar whose rest has not arrived.
    private var incomplete: [UInt8] = []

    /// Starts with an empty line.
    ///
    /// - Parameter lineLimit: Characters kept of one line; the rest is told as `… +N bytes`.
    public init(lineLimit: Int = OutputDecoder.defaultLineLimit) {
        line = OutputLine(limit: max(lineLimit, 1))
    }

    /// The line that has begun and not ended, as it would look now.
    public var partial: DisplayText { line.text }

    /// Takes the next bytes.
    ///
    /// - Parameter bytes: What one read returned; borrowed for the call only.
    /// - Returns: The lines that these bytes completed, in order.
    public mutating func feed(_ bytes: UnsafeRawBufferPointer) -> [DisplayText] {
        guard incomplete.isEmpty else {
            let joined = incomplete + bytes
            incomplete = []
            return joined.withUnsafeBytes { feedJoined($0) }
        }
        return feedJoined(bytes)
    }

    /// Takes the next bytes.
    ///
    /// - Parameter bytes: What one read returned.
    /// - Returns: The lines that these bytes completed, in order.
    public mutating func feed(_ bytes: [UInt8]) -> [DisplayText] {
        bytes.withUnsafeBytes { feed($0) }
    }

    /// Ends the output.
    ///
    /// - Returns: The last line when it had no line end, otherwise nothing.
    public mutating func finish() -> [DisplayText] {
        if !incomplete.isEmpty {
            line.put(0xFFFD, byteCount: incomplete.count)
            incomplete = []
        }
        if !escapes.isIdle {
            line.put(Self.brokenEscape, byteCount: 1)
            escapes = EscapeSkipper()
        }
        return line.isUntouched ? [] : [line.finish()]
    }

    /// `␛`: here a sequence was broken off.
    private static let brokenEscape: UInt32 = 0x241B

    private mutating func feedJoined(_ raw: UnsafeRawBufferPointer) -> [DisplayText] {
        raw.withMemoryRebound(to: UInt8.self) { bytes in
            var done: [DisplayText] = []
            let end = UTF8Step.wholeScalarCount(in: bytes)
            var index = 0
            while index < end {
                if escapes.isIdle {
                    let plainEnd = min(ASCIIScan.plainEnd(bytes, from: index), end)
                    if plainEnd > index {
                        line.put(ascii: UnsafeBufferPointer(rebasing: bytes[index..<plainEnd]))
                        index = plainEnd
                        continue
                    }
                }
                index += takeOne(bytes, at: index, into: &done)
            }
            incomplete = Array(bytes[end...])
            return done
        }
    }

    /// Takes one scalar or one byte of a sequence and returns how many bytes that was.
    private mutating func takeOne(
        _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, into done: inout [DisplayText]
    ) -> Int {
        switch escapes.take(bytes[index]) {
        case .skipped: return 1
        case .eraseInLine(let mode):
            line.erase(mode)
            return 1
        case .brokenOff: line.put(Self.brokenEscape, byteCount: 1)
        case .text: break
        }
        let step = UTF8Step.decode(bytes, at: index)
        switch step.value {
        case 0x0A: done.append(line.finish())
        case 0x0D: line.returnToStart()
        case 0x08: line.stepBack()
        // A bell, and the shifts between character sets that `tput sgr0` writes: nothing to see.
        case 0x07, 0x0E, 0x0F: break
        default: line.put(step.value, byteCount: step.length)
        }
        return step.length
    }
}
