/// Tells, byte by byte, which bytes of a command's output belong to escape sequences (ECMA-48 §5.3–5.6).
///
/// Nothing here can swallow output without end: a string (OSC, DCS …) ends at a line end and after
/// `stringLimit` bytes, a control sequence after `sequenceLimit`.
struct EscapeSkipper {
    /// What one byte did to the text.
    enum Outcome: Equatable {
        /// The byte is text or a control of its own.
        case text
        /// The byte belongs to a sequence that has no effect on the line.
        case skipped
        /// The byte completed "erase in line" (CSI K) with this parameter: 0, 1 or 2.
        case eraseInLine(Int)
        /// A sequence was broken off; this byte is text again.
        case brokenOff
    }

    /// Bytes of an OSC or DCS string after which it is taken for unterminated.
    static let stringLimit = 4_096
    /// Bytes of a control sequence after which it is taken for unterminated.
    static let sequenceLimit = 256

    private enum State {
        case ground
        case escape
        case control(length: Int, parameter: Int, plain: Bool)
        case intermediate(length: Int)
        case string(length: Int, escape: Bool)
    }

    private var state = State.ground

    /// True while no sequence is open.
    var isIdle: Bool {
        if case .ground = state { true } else { false }
    }

    /// Takes the next byte.
    mutating func take(_ byte: UInt8) -> Outcome {
        switch state {
        case .ground:
            guard byte == 0x1B else { return .text }
            state = .escape
            return .skipped
        case .escape: return takeAfterEscape(byte)
        case .control(let length, let parameter, let plain):
            return takeInControl(byte, length: length, parameter: parameter, plain: plain)
        case .intermediate(let length): return takeIntermediate(byte, length: length)
        case .string(let length, let escape):
            return takeInString(byte, length: length, escape: escape)
        }
    }

    private mutating func takeAfterEscape(_ byte: UInt8) -> Outcome {
        switch byte {
        case 0x5B: state = .control(length: 0, parameter: 0, plain: true)
        case 0x5D, 0x50, 0x58, 0x5E, 0x5F: state = .string(length: 0, escape: false)
        case 0x20...0x2F: state = .intermediate(length: 0)
        case 0x30...0x7E: state = .ground
        case 0x1B: state = .escape
        default: return breakOff()
        }
        return .skipped
    }

    private mutating func takeInControl(
        _ byte: UInt8, length: Int, parameter: Int, plain: Bool
    ) -> Outcome {
        switch byte {
        case 0x30...0x39 where length < Self.sequenceLimit:
            let value = min(parameter * 10 + Int(byte - 0x30), 9)
            state = .control(length: length + 1, parameter: value, plain: plain)
        case 0x20...0x3F where length < Self.sequenceLimit:
            state = .control(length: length + 1, parameter: parameter, plain: false)
        case 0x40...0x7E:
            state = .ground
            if byte == 0x4B, plain { return .eraseInLine(parameter) }
        case 0x1B: state = .escape
        default: return breakOff()
        }
        return .skipped
    }

    private mutating func takeIntermediate(_ byte: UInt8, length: Int) -> Outcome {
        switch byte {
        case 0x20...0x2F where length < Self.sequenceLimit:
            state = .intermediate(length: length + 1)
        case 0x30...0x7E: state = .ground
        case 0x1B: state = .escape
        default: return breakOff()
        }
        return .skipped
    }

    private mutating func takeInString(_ byte: UInt8, length: Int, escape: Bool) -> Outcome {
        if escape {
            // ESC \ ends the string; ESC with anything else begins another sequence (as in xterm).
            if byte != 0x5C { return takeAfterEscape(byte) }
            state = .ground
            return .skipped
        }
        switch byte {
        case 0x07, 0x18, 0x1A: state = .ground
        case 0x0A, 0x0D: return breakOff()
        default:
            guard length < Self.stringLimit else { return breakOff() }
            state = .string(length: length + 1, escape: byte == 0x1B)
        }
        return .skipped
    }

    private mutating func breakOff() -> Outcome {
        state = .ground
        return .brokenOff
    }
}
