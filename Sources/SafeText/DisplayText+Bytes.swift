extension DisplayText {
    /// Takes bytes that should be UTF-8; what is not becomes U+FFFD, stray C1 bytes `<U+009B>`.
    ///
    /// - Parameters:
    ///   - bytes: Foreign bytes.
    ///   - limit: How many of them are read; the rest is told as `… +N bytes`.
    public init(bytes: some Collection<UInt8>, limit: Int = DisplayText.defaultByteLimit) {
        let direct = bytes.withContiguousStorageIfAvailable {
            DisplayText(bytes: UnsafeRawBufferPointer($0), limit: limit)
        }
        if let direct {
            self = direct
            return
        }
        let readable = Swift.max(limit, 0)
        let copy = Array(bytes.prefix(readable))
        let cut = Array(copy.prefix(UTF8Step.wholeScalarCount(in: copy)))
        let all = copy.count < readable ? copy.count : bytes.count
        if all <= readable {
            self = copy.withUnsafeBytes { DisplayText(bytes: $0, limit: limit) }
        } else {
            let head = cut.withUnsafeBytes { DisplayText(bytes: $0, limit: limit) }
            self = DisplayText(head: head, bytesLeftOut: all - cut.count)
        }
    }

    /// Takes bytes from memory that is only borrowed for the call; they are copied.
    ///
    /// - Parameters:
    ///   - bytes: Foreign bytes.
    ///   - limit: How many of them are read; the rest is told as `… +N bytes`.
    public init(bytes: UnsafeRawBufferPointer, limit: Int = DisplayText.defaultByteLimit) {
        let readable = Swift.max(limit, 0)
        guard bytes.count > readable else {
            self.init(safeTextOf: bytes)
            return
        }
        let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(readable))
        let whole = UTF8Step.wholeScalarCount(in: head)
        self.init(
            head: DisplayText(safeTextOf: UnsafeRawBufferPointer(rebasing: head.prefix(whole))),
            bytesLeftOut: bytes.count - whole)
    }

    init(head: DisplayText, bytesLeftOut: Int) {
        self.init(alreadySafe: head.string + "… +\(bytesLeftOut) bytes")
    }

    private init(safeTextOf bytes: UnsafeRawBufferPointer) {
        let text = bytes.withMemoryRebound(to: UInt8.self) { typed in
            ASCIIScan.isPlain(typed)
                ? String(decoding: typed, as: UTF8.self) : TextFilter.filtered(typed)
        }
        self.init(alreadySafe: text)
    }

    /// Splits foreign text at `\n` and `\r\n` into lines; a line end at the very end adds no line.
    ///
    /// - Parameter string: Foreign text of any number of lines.
    /// - Returns: The lines in order, none of them bounded in length.
    public static func lines(_ string: String) -> [DisplayText] {
        var contiguous = string
        return contiguous.withUTF8 {
            lines(bytes: UnsafeRawBufferPointer($0), limit: Int.max)
        }
    }

    /// Splits foreign bytes at `\n` and `\r\n` into lines; a line end at the very end adds no line.
    ///
    /// - Parameters:
    ///   - bytes: Foreign bytes of any number of lines.
    ///   - limit: How many bytes of each line are read.
    /// - Returns: The lines in order.
    public static func lines(
        bytes: some Collection<UInt8>, limit: Int = DisplayText.defaultByteLimit
    ) -> [DisplayText] {
        let direct = bytes.withContiguousStorageIfAvailable {
            lines(bytes: UnsafeRawBufferPointer($0), limit: limit)
        }
        return direct ?? Array(bytes).withUnsafeBytes { lines(bytes: $0, limit: limit) }
    }

    private static func lines(bytes: UnsafeRawBufferPointer, limit: Int) -> [DisplayText] {
        var found: [DisplayText] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            var line = rest[rest.startIndex..<end]
            if line.last == 0x0D { line.removeLast() }
            found.append(DisplayText(bytes: UnsafeRawBufferPointer(rebasing: line), limit: limit))
            rest = rest[(end + 1)...]
        }
        if !rest.isEmpty {
            found.append(DisplayText(bytes: UnsafeRawBufferPointer(rebasing: rest), limit: limit))
        }
        return found
    }
}
