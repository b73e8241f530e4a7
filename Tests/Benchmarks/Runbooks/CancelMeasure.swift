import ArgumentParser
import Foundation
import HidingCommands
import LogCorpus
import Processes

/// `quell-bench runbooks cancel`: commands that hide their processes, cancelled at random moments.
struct CancelMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "500 runs cancelled at random moments: processes and descriptors left behind.")

    @Option(help: "Runs to make.")
    var runs = 500

    @Option(help: "What the random moments are drawn from.")
    var seed: UInt64 = 1

    @Option(help: "Milliseconds that a command has after each signal.")
    var patience = 40

    @Option(help: "The quell program; the one beside this benchmark without it.")
    var program: String?

    func run() throws {
        let path = program ?? FollowMeasure.sibling("quell")
        let folder = NSTemporaryDirectory() + "quell-cancel-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let marker = UUID().uuidString
        var random = SeededRandom(seed: seed)
        var waits: [Double] = []
        var unended = 0
        var survivors = 0
        var before = 0
        for number in 0..<runs {
            let script = HidingCommand.all[number % HidingCommand.all.count]
            let step = try MeasuredStep(
                request(script, "\(folder)/\(number)", marker), program: path)
            usleep(UInt32(random.number(0, 120_000)))
            let start = DispatchTime.now().uptimeNanoseconds
            step.cancel()
            let result = step.end(within: 30)
            waits.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
            if result == nil { unended += 1 }
            survivors += result?.survivors ?? 0
            // The first run opens what stays open: the event thread's descriptors.
            if number == 0 { before = Self.descriptors }
        }
        // Runners take a moment from the end on record to their own.
        Thread.sleep(forTimeInterval: 1)
        waits.sort()
        FigureRow.show(
            "\(runs) runs cancelled at random moments, seed \(seed)",
            [
                FigureRow(title: "without an end", value: Double(unended), limit: 0, places: 0),
                FigureRow(
                    title: "reported survivors", value: Double(survivors), limit: 0, places: 0),
                FigureRow(
                    title: "processes left", value: Double(Self.carrying(marker)), limit: 0,
                    places: 0),
                FigureRow(
                    title: "descriptors left", value: Double(Self.descriptors - before), limit: 0,
                    places: 0),
                FigureRow(title: "cancel to end ms, median", value: waits[waits.count / 2]),
                FigureRow(title: "cancel to end ms, most", value: waits[waits.count - 1]),
            ])
    }

    private func request(_ script: String, _ folder: String, _ marker: String) -> StepRequest {
        StepRequest(
            id: "cancel", script: script, folder: folder, workingDirectory: "/tmp",
            environment: .adding(["QUELL_BENCH_MARKER": marker]),
            ladder: StopLadder(interruptMilliseconds: patience, terminateMilliseconds: patience),
            outputLimit: 1 << 20)
    }

    private static var descriptors: Int {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).count
    }

    /// Living processes that have the variable: every descendant has it, whatever it did to hide.
    private static func carrying(_ marker: String) -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { name in
            guard Int(name) != nil,
                let bytes = FileManager.default.contents(atPath: "/proc/\(name)/environ")
            else { return false }
            return bytes.range(of: Data(marker.utf8)) != nil
        }.count
    }
}
