import CellGrid

/// Turns the bytes of a terminal into keys and pastes, however they are cut into reads.
///
/// ncurses could do this too, but its `wget_wch` blocks for the escape delay even when told not to
/// wait, and it knows no paste. Here a sequence that is not complete stays until more bytes come or the
/// caller, whose clock it is, says that none will.
struct InputDecoder {
    static let escape: UInt8 = 0x1B
    /// How long to wait for the rest of a sequence, in milliseconds.
    ///
    /// Long enough for the few bytes of a key to arrive in several packets, too short to be noticed.
    static let sequencePatience = 25
    /// How long to wait for the rest of a paste, in milliseconds; then its end mark is taken for lost.
    static let pastePatience = 2000
    /// The longest control sequence that we look at; no key's comes near.
    private static let longestSequence = 64

    private let keys: KeySequences
    private var pending: [UInt8] = []
    private var paste: PasteCollector?
    private var output: [TerminalInput] = []

    init(keys: KeySequences = KeySequences()) {
        self.keys = keys
    }

    /// How long after the latest byte to call `expire()`, in milliseconds; nil when nothing is begun.
    var patience: Int? {
        if paste != nil { return InputDecoder.pastePatience }
        return pending.isEmpty ? nil : InputDecoder.sequencePatience
    }

    /// Takes bytes and returns what they complete.
    mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalInput] {
        for byte in bytes { take(byte) }
        defer { output = [] }
        return output
    }

    /// Returns what is begun as it stands, because nothing more came: a lone Escape, for example.
    mutating func expire() -> [TerminalInput] {
        if paste != nil {
            finishPaste()
        } else if pending == [InputDecoder.escape] {
            emit(.escape)
        } else if pending.count == 2, pending[0] == InputDecoder.escape {
            emit(.alt(Character(Unicode.Scalar(pending[1]))))
        } else if !pending.isEmpty {
            emit(.unknown)
        }
        pending = []
        defer { output = [] }
        return output
    }

    private mutating func take(_ byte: UInt8) {
        if paste != nil {
            if paste?.takesEnd(byte) == true { finishPaste() }
            return
        }
        pending.append(byte)
        switch step {
        case .incomplete:
            break
        case .complete(let key):
            pending = []
            if let key { emit(key) }
        case .broken(let key):
            pending = []
            emit(key)
            take(byte)
        case .pasteStarts:
            pending = []
            paste = PasteCollector()
        case .string:
            // Only its end matters, so keep no more than the byte that may be half of it.
            pending = Array(pending[..<2]) + [byte]
        }
    }

    private mutating func finishPaste() {
        if let text = paste?.text, !text.isEmpty { output.append(.paste(text)) }
        paste = nil
    }

    private mutating func emit(_ key: Key) {
        output.append(.key(key))
    }
}

// What the pending bytes are, now that one more was added.
extension InputDecoder {
    fileprivate enum Step {
        /// More bytes must come.
        case incomplete
        /// They are a key, or something that is none of our business.
        case complete(Key?)
        /// All but the last were this; the last begins something new.
        case broken(Key)
        /// The bytes after this are a paste.
        case pasteStarts
        /// They are within a string that goes on.
        case string
    }

    fileprivate var step: Step {
        guard pending.first == InputDecoder.escape else {
            return character(in: pending[...], invalid: .unknown) { $0 }
        }
        if pending.count == 1 || keys.isBeginning(pending) { return .incomplete }
        if let key = keys.key(for: pending) { return .complete(key) }
        let second = pending[1]
        switch second {
        case UInt8(ascii: "["): return controlSequence
        case UInt8(ascii: "O"): return keypadSequence
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
            UInt8(ascii: "_"):
            return stringSequence
        case 0x7F: return .complete(.unknown)
        case ..<0x20: return .broken(.escape)
        default:
            return character(in: pending[1...], invalid: .unknown) { key in
                if case .character(let character) = key { .alt(character) } else { .unknown }
            }
        }
    }

    /// `ESC [`, and what the Linux console sends for F1 to F5: `ESC [ [ A`.
    private var controlSequence: Step {
        guard pending.count > 2, let last = pending.last else { return .incomplete }
        if pending[2] == UInt8(ascii: "[") {
            guard pending.count == 4 else { return .incomplete }
            let isFunctionKey = (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(last)
            return .complete(isFunctionKey ? .function(Int(last) - 0x40) : .unknown)
        }
        switch last {
        case 0x20...0x3F:
            return pending.count < InputDecoder.longestSequence ? .incomplete : .complete(.unknown)
        case 0x40...0x7E:
            let sequence = ControlSequence(parameters: Array(pending[2...].dropLast()), final: last)
            switch sequence.meaning {
            case .key(let key): return .complete(key)
            case .pasteStarts: return .pasteStarts
            case .ignored: return .complete(nil)
            }
        default: return .broken(.unknown)
        }
    }

    private var keypadSequence: Step {
        guard pending.count > 2, let last = pending.last else { return .incomplete }
        switch last {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ";"):
            return pending.count < InputDecoder.longestSequence ? .incomplete : .complete(.unknown)
        case 0x21...0x7E: return .complete(ControlSequence.keypadKey(forFinal: last) ?? .unknown)
        default: return .broken(.unknown)
        }
    }

    /// An answer of the terminal that we never asked for: ends with the bell or `ESC \`.
    private var stringSequence: Step {
        guard pending.count > 2, let last = pending.last else { return .incomplete }
        if last == 0x07 { return .complete(nil) }
        if pending.count > 3, pending[2] == InputDecoder.escape {
            return last == UInt8(ascii: "\\") ? .complete(nil) : .broken(.unknown)
        }
        return .string
    }

    /// A control key, or a character in UTF-8 of which all bytes may not be there yet.
    private func character(
        in bytes: ArraySlice<UInt8>, invalid: Key, _ transform: (Key) -> Key
    ) -> Step {
        guard let first = bytes.first, let last = bytes.last else { return .incomplete }
        let length = InputDecoder.length(ofCharacterStartingWith: first)
        if length == 1 { return .complete(transform(InputDecoder.key(forByte: first))) }
        if length == 0 { return .complete(invalid) }
        if bytes.count > 1, last & 0xC0 != 0x80 { return .broken(invalid) }
        if bytes.count < length { return .incomplete }
        guard let text = String(validating: bytes, as: UTF8.self),
            let scalar = text.unicodeScalars.first, scalar.properties.generalCategory != .control
        else { return .complete(invalid) }
        return .complete(transform(.character(Character(scalar))))
    }

    /// The number of bytes of a UTF-8 sequence; 0 when none starts so (RFC 3629, section 4).
    private static func length(ofCharacterStartingWith byte: UInt8) -> Int {
        switch byte {
        case ..<0x80: 1
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
    }

    private static func key(forByte byte: UInt8) -> Key {
        switch byte {
        case 0x00: .control(" ")
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
        case 0x1B: .escape
        case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
        default: .character(Character(Unicode.Scalar(byte)))
        }
    }
}
