/// The allow-list itself: UTF-8 in, UTF-8 out that holds nothing a terminal could act on.
struct TextFilter {
    /// More marks than this on one base only hide or overflow text.
    static let marksPerBase = 4
    /// A family of four and a kiss use three; more joiners only make one endless cluster.
    static let joinersPerSequence = 4
    static let tabWidth = 8

    private var output: [UInt8] = []
    /// The display column of the next character, for tabs; approximate for wide characters.
    private var column = 0
    /// Marks on the current base; at the start there is no base, so none are allowed.
    private var marks = TextFilter.marksPerBase
    private var joiners = 0
    private var previous: UInt32 = 0

    /// Filters bytes that may or may not be UTF-8.
    static func filtered(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var filter = TextFilter()
        filter.output.reserveCapacity(bytes.count + 32)
        filter.run(bytes)
        return String(decoding: filter.output, as: UTF8.self)
    }

    private mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < bytes.count {
            let plainEnd = ASCIIScan.plainEnd(bytes, from: index)
            if plainEnd > index {
                appendPlain(UnsafeBufferPointer(rebasing: bytes[index..<plainEnd]))
                index = plainEnd
                continue
            }
            let step = UTF8Step.decode(bytes, at: index)
            index += step.length
            let next = index < bytes.count ? UTF8Step.decode(bytes, at: index).value : 0
            append(step.value, before: next)
        }
    }

    private mutating func appendPlain(_ ascii: UnsafeBufferPointer<UInt8>) {
        output.append(contentsOf: ascii)
        column += ascii.count
        base(UInt32(ascii[ascii.count - 1]))
    }

    private mutating func append(_ value: UInt32, before next: UInt32) {
        if value < 0x20 || value == 0x7F {
            appendControl(value)
            return
        }
        guard let scalar = Unicode.Scalar(value) else {
            appendVisible(value)
            return
        }
        switch ScalarKind(scalar) {
        case .base(let width):
            emit(scalar.value)
            column += width
            base(value)
        case .mark:
            if marks < Self.marksPerBase {
                keep(scalar)
                marks += 1
            } else {
                // The marks that follow stay refused too: they must not land on our own `>`.
                appendVisible(value)
                marks = Self.marksPerBase
            }
        case .emojiModifier:
            appendModifier(scalar)
        case .variationSelector where EmojiSequence.allowsSelector(after: previous, before: next):
            keep(scalar)
            marks += 1
        case .joiner
        where joiners < Self.joinersPerSequence
            && EmojiSequence.allowsJoiner(after: previous, before: next):
            keep(scalar)
            joiners += 1
        case .refused, .variationSelector, .joiner:
            appendVisible(value)
        }
    }

    private mutating func appendModifier(_ scalar: Unicode.Scalar) {
        if previous == 0 {
            emit(scalar.value)
            column += 2
            base(scalar.value)
        } else if marks < Self.marksPerBase {
            keep(scalar)
            marks += 1
        } else {
            appendVisible(scalar.value)
            marks = Self.marksPerBase
        }
    }

    /// A control picture (U+2400 block), or spaces for a tab.
    private mutating func appendControl(_ value: UInt32) {
        if value == 0x09 {
            let count = Self.tabWidth - column % Self.tabWidth
            output.append(contentsOf: repeatElement(0x20, count: count))
            column += count
            base(0x20)
            return
        }
        let picture = value == 0x7F ? 0x2421 : 0x2400 + value
        output.append(contentsOf: [0xE2, 0x90, UInt8(0x80 | (picture & 0x3F))])
        column += 1
        base(picture)
    }

    private mutating func appendVisible(_ value: UInt32) {
        let digits = String(value, radix: 16, uppercase: true)
        let text = "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
        output.append(contentsOf: text.utf8)
        column += text.utf8.count
        base(0x3E)
    }

    private mutating func keep(_ scalar: Unicode.Scalar) {
        emit(scalar.value)
        previous = scalar.value
    }

    /// Encodes a value from 0x80 on; the standard library's encoder costs several times as much.
    private mutating func emit(_ value: UInt32) {
        func trail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (value >> shift & 0x3F)) }
        switch value {
        case ..<0x800: output.append(UInt8(0xC0 | value >> 6))
        case ..<0x1_0000:
            output.append(UInt8(0xE0 | value >> 12))
            output.append(trail(6))
        default:
            output.append(UInt8(0xF0 | (value >> 18 & 0x07)))
            output.append(trail(12))
            output.append(trail(6))
        }
        output.append(trail(0))
    }

    private mutating func base(_ value: UInt32) {
        previous = value
        marks = 0
        if joiners > 0, !EmojiSequence.isPart(value) { joiners = 0 }
    }
}
