import CellGrid

/// A control sequence of ECMA-48 that a terminal sent: `ESC [`, parameters, a final byte.
struct ControlSequence: Equatable {
    /// The bytes between `ESC [` and the final byte.
    let parameters: [UInt8]
    /// The byte that ends it and says what it is.
    let final: UInt8

    /// What a sequence means to us.
    enum Meaning: Equatable {
        case key(Key)
        case pasteStarts
        /// A report that nobody asked for, such as a focus change.
        case ignored
    }

    /// The meaning, as xterm's control sequences document and VT220 have them.
    ///
    /// Shift, Control and Alt with a cursor or function key are not told apart.
    var meaning: Meaning {
        if let first = parameters.first, (0x3C...0x3F).contains(first) { return .ignored }
        switch final {
        case UInt8(ascii: "~"): return tilde
        case UInt8(ascii: "I") where parameters.isEmpty, UInt8(ascii: "O") where parameters.isEmpty:
            return .ignored
        default: return .key(ControlSequence.key(forFinal: final) ?? .unknown)
        }
    }

    /// The keys that end in a letter, after `ESC [` and, on the keypad, after `ESC O`.
    static func key(forFinal final: UInt8) -> Key? {
        switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "Z"): .backTab
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(final) - 0x4F)
        default: nil
        }
    }

    /// The keys of the application keypad, after `ESC O`.
    static func keypadKey(forFinal final: UInt8) -> Key? {
        switch final {
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "j")...UInt8(ascii: "y"):
            .character(Character(Unicode.Scalar(final - 0x40)))
        default: key(forFinal: final)
        }
    }

    private var number: Int {
        var value = 0
        for byte in parameters {
            guard let digit = Character(Unicode.Scalar(byte)).wholeNumberValue, value < 1000 else {
                break
            }
            value = value * 10 + digit
        }
        return value
    }

    private var tilde: Meaning {
        switch number {
        case 1, 7: .key(.home)
        case 2: .key(.insert)
        case 3: .key(.delete)
        case 4, 8: .key(.end)
        case 5: .key(.pageUp)
        case 6: .key(.pageDown)
        case 11...15: .key(.function(number - 10))
        case 17...21: .key(.function(number - 11))
        case 23...24: .key(.function(number - 12))
        case 200: .pasteStarts
        case 201: .ignored
        default: .key(.unknown)
        }
    }
}
