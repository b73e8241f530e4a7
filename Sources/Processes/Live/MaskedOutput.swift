import SafeText

/// What a step writes on its way to the file: secrets hidden, both streams in the order of their arrival.
final class MaskedOutput {
    /// How long a line without an end waits for its rest before it is shown, such as a prompt.
    static let patience = Duration.milliseconds(120)

    private let file: StepOutputFile
    private var masks: [ProcessStream: OutputMask]
    /// When the line that waits is shown; nil when none waits.
    private(set) var flushDue: Duration?

    init(_ file: StepOutputFile, mask: OutputMask) {
        self.file = file
        masks = Dictionary(uniqueKeysWithValues: ProcessStream.allCases.map { ($0, mask) })
    }

    /// Bytes of output that are not in the file.
    var dropped: UInt64 { file.dropped }

    /// Takes what was read from one stream at a time.
    ///
    /// Once the file is full nothing is masked any more: a flood then costs a count.
    func take(_ stream: ProcessStream, _ bytes: [UInt8], at now: Duration) {
        if file.dropped > 0 { return file.drop(bytes.count) }
        // What the other stream wrote came earlier.
        for other in ProcessStream.allCases where other != stream { flush(other, at: now) }
        write(stream, masks[stream]?.feed(bytes) ?? [], at: now)
        let waits = masks[stream]?.isWaiting ?? false
        flushDue = waits ? flushDue ?? now + Self.patience : nil
    }

    /// Shows lines that have waited long enough.
    func flushIfDue(at now: Duration) {
        guard let due = flushDue, now >= due else { return }
        flushDue = nil
        for stream in ProcessStream.allCases { flush(stream, at: now) }
    }

    /// Writes all that is held back, and waits for the disk.
    func close(at now: Duration) {
        flushDue = nil
        for stream in ProcessStream.allCases {
            write(stream, masks[stream]?.finish() ?? [], at: now)
        }
        file.close(nanoseconds: Self.nanoseconds(now))
    }

    private func flush(_ stream: ProcessStream, at now: Duration) {
        guard masks[stream]?.isWaiting ?? false else { return }
        write(stream, masks[stream]?.flush() ?? [], at: now)
    }

    private func write(_ stream: ProcessStream, _ bytes: [UInt8], at now: Duration) {
        guard !bytes.isEmpty else { return }
        file.append(stream, bytes, nanoseconds: Self.nanoseconds(now))
    }

    private static func nanoseconds(_ time: Duration) -> UInt64 {
        UInt64(clamping: time.wholeNanoseconds)
    }
}
