import ArgumentParser
import Foundation
import LogClusters

/// `quell-bench logs speed FILE`: user CPU of whole processes, beside a yardstick, in one go.
struct SpeedMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "speed", abstract: "User CPU of the whole process, beside another program's.",
        discussion: """
            Runs this program's `logs read` and the yardstick by turns, once to warm up and then as \
            often as told. Medians count. A command line is split at blanks; the file is added to it.
            """)

    @Argument(help: "The log file.")
    var file: String

    @Option(help: "detected: headers and traces are recognised; message: bare messages.")
    var format: LogAnalysis.Format = .detected

    @Option(help: "How often to run each.")
    var runs = 5

    @Option(help: "A command line to measure instead of this program's own reading.")
    var program: String?

    @Option(help: "A command line to compare with.")
    var yardstick: String?

    func run() throws {
        let own =
            program.map(Self.words)
            ?? [Self.ownPath, "logs", "read", "--format", format.rawValue]
        var contestants = [("quell", own + [file])]
        if let yardstick { contestants.append(("yardstick", Self.words(yardstick) + [file])) }
        var measured: [[MeasuredChild]] = contestants.map { _ in [] }
        for round in 0...runs {
            for (number, contestant) in contestants.enumerated() {
                let child = try MeasuredChild(contestant.1)
                if round > 0 { measured[number].append(child) }
            }
        }
        let lines = try Self.lineCount(file)
        print("program\tlines\tuser s\tsystem s\twall s\tlines/s (user)\tpeak RSS MB")
        for (contestant, all) in zip(contestants, measured) {
            let user = all.map(\.user).median
            let figures = [
                user.fixed(3), all.map(\.system).median.fixed(3), all.map(\.wall).median.fixed(3),
                (Double(lines) / max(user, 1e-9)).fixed(0),
                (all.map { Double($0.residentKiB) }.median / 1_024).fixed(1),
            ]
            print("\(contestant.0)\t\(lines)\t" + figures.joined(separator: "\t"))
        }
        guard measured.count == 2 else { return }
        let ratio = zip(measured[0], measured[1]).map { $0.user / max($1.user, 1e-9) }
        print(
            "ratio of medians\t\((measured[0].map(\.user).median / max(measured[1].map(\.user).median, 1e-9)).fixed(2))"
        )
        print("ratio, median of rounds\t\(ratio.median.fixed(2))")
    }

    /// Where this program is.
    static var ownPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
    }

    static func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

    private static func lineCount(_ file: String) throws -> Int {
        let bytes = try Data(contentsOf: URL(filePath: file), options: .alwaysMapped)
        return bytes.count { $0 == 10 }
    }
}
