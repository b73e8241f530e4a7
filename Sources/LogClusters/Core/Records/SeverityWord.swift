import IncidentModel

/// The spellings of severity in the logs of the world, on one scale.
enum SeverityWord {
    /// How a word was written; only some ways of writing make a word a level.
    enum Style { case capitals, capitalised, lower }

    /// The severity that a whole word names in any case; nil for other words.
    @inline(__always)
    static func severity(of word: UnsafeRawBufferPointer) -> Severity? {
        guard (3...11).contains(word.count), ByteCursor.isLetter(word[0]) else { return nil }
        var packed: UInt64 = 0
        for index in stride(from: min(word.count, 8) - 1, through: 0, by: -1) {
            packed = packed << 8 | UInt64(word[index] | 32)
        }
        return word.count > 8 ? long(packed, word.count) : short(packed)
    }

    /// The severity of a name given as a string, such as the value of a JSON key.
    static func severity(of name: String) -> Severity? {
        var name = name
        return name.withUTF8 { severity(of: UnsafeRawBufferPointer($0)) }
    }

    private static func short(_ packed: UInt64) -> Severity? {
        switch packed {
        case pack("trace"), pack("debug"), pack("dbg"), pack("fine"), pack("finer"),
            pack("finest"), pack("verbose"), pack("trc"), pack("debug1"), pack("debug2"),
            pack("debug3"), pack("debug4"), pack("debug5"), pack("config"):
            .debug
        case pack("info"), pack("inf"), pack("default"), pack("log"): .info
        case pack("notice"): .notice
        case pack("warn"), pack("warning"), pack("wrn"): .warning
        case pack("error"), pack("err"), pack("eror"), pack("severe"), pack("failure"): .error
        case pack("crit"), pack("critical"), pack("fatal"), pack("ftl"), pack("emerg"),
            pack("alert"), pack("panic"), pack("dpanic"):
            .critical
        default: nil
        }
    }

    private static func long(_ packed: UInt64, _ length: Int) -> Severity? {
        switch (packed, length) {
        case (pack("emergenc"), 9): .critical
        case (pack("informat"), 11): .info
        default: nil
        }
    }

    @inline(__always)
    private static func pack(_ literal: StaticString) -> UInt64 { WordLists.pack(literal) }

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
