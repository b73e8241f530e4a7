import IncidentModel

/// The spellings of severity in the logs of the world, on one scale.
enum SeverityWord {
    /// How a word was written; only some ways of writing make a word a level.
    enum Style { case capitals, capitalised, lower }

    /// The severity that a whole word names in any case; nil for other words.
    @inline(__always)
    static func severity(of word: UnsafeRawBufferPointer) -> Severity? {
        guard (3...11).contains(word.count), mayBegin(with: word[0]) else { return nil }
        return severity(of: packed(word), word.count)
    }

    /// True for the letters with which words for severity begin.
    @inline(__always)
    static func mayBegin(with byte: UInt8) -> Bool {
        let letter = (byte | 32) &- 97
        return letter < 26 && firstLetters >> UInt32(letter) & 1 == 1
    }

    /// One bit for each of `acdefilnpstvw`, from `a` on.
    private static let firstLetters: UInt32 = 0x6C_A93D

    /// The first eight bytes in lower case.
    @inline(__always)
    private static func packed(_ word: UnsafeRawBufferPointer) -> UInt64 {
        let count = word.count
        if count >= 8 { return word.loadUnaligned(as: UInt64.self) | 0x2020_2020_2020_2020 }
        let bits = UInt64(truncatingIfNeeded: count &* 8)
        let lower: UInt64 = 0x0020_2020_2020_2020 & ((1 &<< bits) &- 1)
        guard count >= 4 else {
            return UInt64(word[0]) | UInt64(word[1]) &<< 8 | UInt64(word[2]) &<< 16 | lower
        }
        // Two halves that may overlap, where they are the same.
        let low = UInt64(word.loadUnaligned(as: UInt32.self))
        let high = UInt64(word.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
        return low | high &<< (bits &- 32) | lower
    }

    /// By the first letter, so that few words are compared.
    private static func severity(of word: UInt64, _ length: Int) -> Severity? {
        switch UInt8(truncatingIfNeeded: word) {
        case UInt8(ascii: "a"): word == pack("alert") ? .critical : nil
        case UInt8(ascii: "c"):
            word == pack("crit") || word == pack("critical") && length == 8
                ? .critical : word == pack("config") ? .debug : nil
        case UInt8(ascii: "d"): beginningWithD(word)
        case UInt8(ascii: "e"):
            word == pack("error") || word == pack("err") || word == pack("eror")
                ? .error
                : word == pack("emerg") || word == pack("emergenc") && length == 9
                    ? .critical : nil
        case UInt8(ascii: "f"): beginningWithF(word)
        case UInt8(ascii: "i"):
            word == pack("info") || word == pack("inf")
                || word == pack("informat") && length == 11 ? .info : nil
        case UInt8(ascii: "l"): word == pack("log") ? .info : nil
        case UInt8(ascii: "n"): word == pack("notice") ? .notice : nil
        case UInt8(ascii: "p"): word == pack("panic") ? .critical : nil
        case UInt8(ascii: "s"): word == pack("severe") ? .error : nil
        case UInt8(ascii: "t"): word == pack("trace") || word == pack("trc") ? .debug : nil
        case UInt8(ascii: "v"): word == pack("verbose") ? .debug : nil
        case UInt8(ascii: "w"):
            word == pack("warn") || word == pack("warning") || word == pack("wrn")
                ? .warning : nil
        default: nil
        }
    }

    private static func beginningWithD(_ word: UInt64) -> Severity? {
        switch word {
        case pack("debug"), pack("dbg"), pack("debug1"), pack("debug2"), pack("debug3"),
            pack("debug4"), pack("debug5"):
            .debug
        case pack("default"): .info
        case pack("dpanic"): .critical
        default: nil
        }
    }

    private static func beginningWithF(_ word: UInt64) -> Severity? {
        switch word {
        case pack("fine"), pack("finer"), pack("finest"): .debug
        case pack("failure"): .error
        case pack("fatal"), pack("ftl"): .critical
        default: nil
        }
    }

    @inline(__always)
    private static func pack(_ literal: StaticString) -> UInt64 { WordLists.pack(literal) }

    /// The severity of a name given as a string, such as the value of a JSON key.
    static func severity(of name: String) -> Severity? {
        var name = name
        return name.withUTF8 { severity(of: UnsafeRawBufferPointer($0)) }
    }

    /// The severity of a single letter, as klog and logcat write it.
    static func severity(ofLetter byte: UInt8) -> Severity? {
        switch byte {
        case UInt8(ascii: "V"), UInt8(ascii: "D"), UInt8(ascii: "T"): .debug
        case UInt8(ascii: "I"): .info
        case UInt8(ascii: "N"): .notice
        case UInt8(ascii: "W"): .warning
        case UInt8(ascii: "E"): .error
        case UInt8(ascii: "F"), UInt8(ascii: "C"): .critical
        default: nil
        }
    }

    /// The severity of a syslog number, 0 emergency to 7 debug (RFC 5424 §6.2.1).
    static func severity(ofSyslog number: Int) -> Severity? {
        switch number {
        case 0...2: .critical
        case 3: .error
        case 4: .warning
        case 5: .notice
        case 6: .info
        case 7: .debug
        default: nil
        }
    }

    /// The severity of a numeric level as JSON loggers write it: 10 to 60 (bunyan, pino), else syslog.
    static func severity(ofNumber number: Int) -> Severity? {
        switch number {
        case 0...7: severity(ofSyslog: number)
        case 10..<30: .debug
        case 30..<40: .info
        case 40..<50: .warning
        case 50..<60: .error
        case 60...70: .critical
        default: nil
        }
    }

    /// The severity of an OpenTelemetry number, 1 to 24 (logs data model, SeverityNumber).
    static func severity(ofTelemetry number: Int) -> Severity? {
        switch number {
        case 1...8: .debug
        case 9: .info
        case 10...12: .notice
        case 13...16: .warning
        case 17...20: .error
        case 21...24: .critical
        default: nil
        }
    }

    /// The severity of an HTTP status: 5xx is an error, 4xx a warning.
    static func severity(ofStatus status: Int) -> Severity {
        switch status {
        case 500...599: .error
        case 400...499: .warning
        default: .info
        }
    }

    /// How a word is written.
    @inline(__always)
    static func style(of word: UnsafeRawBufferPointer) -> Style {
        guard word.count > 1, word[0] & 32 == 0 else { return .lower }
        return word[1] & 32 == 0 ? .capitals : .capitalised
    }
}
