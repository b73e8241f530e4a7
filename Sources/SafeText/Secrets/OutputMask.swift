/// Hides secrets in what a command writes, as bytes and before anybody keeps them.
///
/// Exact values are found wherever reads and lines cut them; what looks like a secret is found on whole
/// lines. Every other byte passes unchanged, UTF-8 or not. One mask serves one stream.
public struct OutputMask: Sendable {
    /// Shorter exact values are not looked for, in bytes: output would be all marks.
    public static let minimumValueLength = 3

    private var exact: ExactMask
    private var lines: LineMask

    /// Makes a mask.
    ///
    /// - Parameters:
    ///   - secrets: Exact values; of one with many lines every long line counts by itself too.
    ///   - environment: What the command sees; values whose names sound secret are hidden as well.
    public init(secrets: [String] = [], environment: [String: String] = [:]) {
        let named = secrets.flatMap { secret -> [String] in
            let lines = secret.split(whereSeparator: \.isNewline).map(String.init)
            return [secret] + (lines.count > 1 ? lines.filter { $0.utf8.count >= 16 } : [])
        }
        let sounding = Redactor.secretValues(of: environment).filter {
            $0.utf8.count >= Redactor.minimumLiteralLength
        }
        exact = ExactMask(
            values: (named.filter { $0.utf8.count >= Self.minimumValueLength } + sounding)
                .map { Array($0.utf8) })
        lines = LineMask(.standard)
    }

    /// Whether `flush` may have something to show.
    public var isWaiting: Bool { lines.isWaiting }

    /// Takes what one read returned.
    ///
    /// - Parameter bytes: Foreign bytes, cut anywhere.
    /// - Returns: The lines that are whole now, secrets replaced by marks.
    public mutating func feed(_ bytes: [UInt8]) -> [UInt8] { lines.feed(exact.feed(bytes)) }

    /// Shows a line that has no end yet, such as a prompt.
    ///
    /// - Returns: All of it but what may be the beginning of a secret.
    public mutating func flush() -> [UInt8] { lines.flush() }

    /// Ends the stream; the mask can be used for another one afterwards.
    ///
    /// - Returns: All that was held back.
    public mutating func finish() -> [UInt8] {
        let rest = lines.feed(exact.finish())
        return rest + lines.finish()
    }

    /// Hides the secrets of a whole text.
    public func masked(_ text: String) -> String {
        var mask = self
        let first = mask.feed(Array(text.utf8))
        return String(decoding: first + mask.finish(), as: UTF8.self)
    }
}
