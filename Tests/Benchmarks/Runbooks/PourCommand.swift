import ArgumentParser
import Foundation

/// `quell-bench runbooks pour KIND MEGABYTES`: writes without end, as fast as it is read.
struct PourCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pour", shouldDisplay: false)

    /// What is written.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case text, binary, escapes, unbroken
    }

    @Argument var kind: Kind
    @Argument var megabytes: Int

    func run() throws {
        let piece = Self.piece(kind)
        var left = megabytes << 20
        while left > 0 {
            let count = piece.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            left -= count
        }
    }

    /// About 64 KB of it.
    static func piece(_ kind: Kind) -> [UInt8] {
        var piece: [UInt8] = []
        var number: UInt32 = 1
        while piece.count < 65_536 {
            // A linear congruential generator (Numerical Recipes): any variety will do.
            number = number &* 1_664_525 &+ 1_013_904_223
            switch kind {
            case .text:
                piece += Array(
                    "2026-01-01T00:00:00Z INFO worker-\(number >> 28) request=\(number) done\n".utf8
                )
            case .binary: withUnsafeBytes(of: number) { piece.append(contentsOf: $0) }
            case .escapes:
                piece += Array("\u{1B}[\(number >> 26)m\(number)\u{1B}[2J\u{1B}]0;t\u{07}\r\n".utf8)
            case .unbroken: piece += Array("unbroken\(number)".utf8)
            }
        }
        return piece
    }
}
