/// One step of decoding UTF-8 that survives any bytes.
///
/// Broken input is cut as Unicode 16 §3.9 "maximal subparts" recommends, which is what
/// `String(decoding:as:)` does too, except that a stray byte 0x80–0x9F keeps its value: a terminal
/// may take it for a C1 control, so the reader should see which one it was.
struct UTF8Step {
    /// The scalar's value; U+FFFD for broken input, 0x80–0x9F for a stray byte.
    let value: UInt32
    /// How many bytes it took: 1 to 4.
    let length: Int

    /// Decodes at an index below `bytes.count`.
    @inline(__always)
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UTF8Step {
        let first = bytes[index]
        if first < 0x80 { return UTF8Step(value: UInt32(first), length: 1) }
        guard let form = Form(first) else {
            return UTF8Step(value: first < 0xA0 ? UInt32(first) : 0xFFFD, length: 1)
        }
        var value = form.bits
        var low = form.secondLow
        var high = form.secondHigh
        for offset in 1..<form.length {
            guard index + offset < bytes.count, bytes[index + offset] >= low,
                bytes[index + offset] <= high
            else { return UTF8Step(value: 0xFFFD, length: offset) }
            value = value << 6 | UInt32(bytes[index + offset] & 0x3F)
            (low, high) = (0x80, 0xBF)
        }
        return UTF8Step(value: value, length: form.length)
    }

    /// How many bytes remain when an incomplete sequence at the end is left out.
    ///
    /// - Parameter bytes: Bytes that may stop within a scalar.
    /// - Returns: All of them, or up to three fewer.
    static func wholeScalarCount(in bytes: some RandomAccessCollection<UInt8>) -> Int {
        var index = bytes.endIndex
        for back in 1...3 {
            guard index > bytes.startIndex else { break }
            index = bytes.index(before: index)
            let byte = bytes[index]
            if byte & 0xC0 == 0x80 { continue }
            guard let form = Form(byte), form.length > back else { break }
            let tail = Array(bytes[index...])
            let step = tail.withUnsafeBufferPointer { decode($0, at: 0) }
            // A prefix that is already wrong is not "incomplete": more bytes would not mend it.
            return step.length == back ? bytes.count - back : bytes.count
        }
        return bytes.count
    }

    /// What a lead byte promises (RFC 3629 §4: overlong forms and surrogates are excluded).
    private struct Form {
        let length: Int
        let bits: UInt32
        let secondLow: UInt8
        let secondHigh: UInt8

        init?(_ lead: UInt8) {
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0...0xEF: length = 3
            case 0xF0...0xF4: length = 4
            default: return nil
            }
            bits = UInt32(lead & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07))
            secondLow = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
            secondHigh = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
        }
    }
}
